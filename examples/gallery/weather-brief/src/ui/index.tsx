import { Boundary } from "./Boundary";
import { AddStation, Refresh, StationList } from "./StationList";
import { WeatherProvider } from "./weather-context";

export default function WeatherBrief() {
  return (
    <Boundary>
      <WeatherProvider>
        <AddStation />
        <StationList />
        <Refresh />
      </WeatherProvider>
    </Boundary>
  );
}
