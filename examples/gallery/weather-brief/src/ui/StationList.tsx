import { useState, type FormEvent } from "react";
import { weather } from "./client";
import { useWeather } from "./weather-context";

export function StationList() {
  const { brief, attempt } = useWeather();
  if (!brief) return <p>Listening to the ATIS</p>;
  return (
    <ul>
      {brief.stations.map(({ icao, metar }) => (
        <li key={icao}>
          <code>{metar}</code>
          <button onClick={() => attempt(() => weather.forget(icao))}>Forget {icao}</button>
        </li>
      ))}
    </ul>
  );
}

export function AddStation() {
  const { attempt } = useWeather();
  const [icao, setIcao] = useState("EDDF");

  const submit = (event: FormEvent) => {
    event.preventDefault();
    attempt(() => weather.watch(icao.toUpperCase()));
  };

  return (
    <form onSubmit={submit}>
      <input value={icao} maxLength={4} onChange={(event) => setIcao(event.target.value)} />
      <button>Watch</button>
    </form>
  );
}

export function Refresh() {
  const { brief, attempt } = useWeather();
  return (
    <button disabled={brief?.refreshing} onClick={() => attempt(weather.refresh)}>
      Refresh
    </button>
  );
}
