import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { AlertToasts } from "./components/alert-toasts";
import { DepartureCountdown } from "./components/departure-countdown";
import { Header } from "./components/header";
import { JobList } from "./components/job-list";
import { LogPanel } from "./components/log-panel";

const queryClient = new QueryClient();

export default function StatusBoard() {
  return (
    <QueryClientProvider client={queryClient}>
      <Header />
      <DepartureCountdown />
      <JobList />
      <LogPanel />
      <AlertToasts />
    </QueryClientProvider>
  );
}
