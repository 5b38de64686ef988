import { usePluginContext } from "@skyvexsoftware/stratos-sdk";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { useEffect } from "react";
import { AlertToasts } from "./components/alert-toasts";
import { CrewNotices } from "./components/crew-notices";
import { DepartureCountdown } from "./components/departure-countdown";
import { FuelGauge } from "./components/fuel-gauge";
import { Header } from "./components/header";
import { JobList } from "./components/job-list";
import { LogPanel } from "./components/log-panel";

const queryClient = new QueryClient();

export default function StatusBoard() {
  const ctx = usePluginContext();

  useEffect(() => {
    const report = () => {
      ctx.socket.volatile.emit("panel-visible", !document.hidden);
    };
    document.addEventListener("visibilitychange", report);
    return () => document.removeEventListener("visibilitychange", report);
  }, [ctx]);

  return (
    <QueryClientProvider client={queryClient}>
      <Header />
      <DepartureCountdown />
      <JobList />
      <FuelGauge />
      <LogPanel />
      <AlertToasts />
      <CrewNotices />
    </QueryClientProvider>
  );
}
