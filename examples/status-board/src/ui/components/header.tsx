import { STRATOS_APP_BASE, useFlightPhase, usePluginContext } from "@skyvexsoftware/stratos-sdk";
import { ROUTES } from "@/shared/routes";
import { useOverview } from "../hooks/use-overview";

export function Header() {
  const { airline, toast } = usePluginContext();
  const { overview, failed, reload } = useOverview();
  const phase = useFlightPhase();

  async function reset() {
    const response = await fetch(`${STRATOS_APP_BASE}${ROUTES.reset}`, { method: "POST" });
    if (!response.ok) toast.error("The turnaround could not be reset");
  }

  if (failed) {
    return (
      <header>
        <p>The status board does not answer.</p>
        <button onClick={reload}>Try again</button>
      </header>
    );
  }
  return (
    <header>
      <h1>{overview?.callsign ?? airline.icao}</h1>
      <p>
        {phase ?? overview?.phase}: {overview?.jobsDone ?? 0} of {overview?.jobsTotal ?? 0} jobs done
      </p>
      <button onClick={reset}>New turnaround</button>
    </header>
  );
}
