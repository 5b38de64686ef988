import { usePluginContext } from "@skyvexsoftware/stratos-sdk";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { useState } from "react";
import { useConnected } from "./hooks/useConnected";
import { useEvent } from "./hooks/useEvent";
import { useNotes } from "./hooks/useNotes";
import { useRests } from "./hooks/useRests";
import { useRoster } from "./hooks/useRoster";

const Roster = () => {
  const roster = useRoster();
  const { isResting, start, end } = useRests();
  if (!roster) return <p>Who is on board?</p>;
  return (
    <ul>
      {roster.map(({ id, name }) => (
        <li key={id}>
          {name}
          {isResting(id) ? (
            <button onClick={() => end(id)}>Wake</button>
          ) : (
            <button onClick={() => start(id)}>Rest</button>
          )}
        </li>
      ))}
    </ul>
  );
};

const Notes = () => {
  const { auth } = usePluginContext();
  const { notes, add } = useNotes();
  return (
    <section>
      {notes.map((note) => (
        <p key={note.id}>
          {note.by}: {note.text}
        </p>
      ))}
      <button onClick={() => add({ by: auth.user?.name ?? "crew", text: "Bunk is ready" })}>
        Bunk is ready
      </button>
    </section>
  );
};

export default function CrewRest() {
  const { toast } = usePluginContext();
  const connected = useConnected();
  const [queries] = useState(() => new QueryClient());
  useEvent("due", ({ name }) => toast.info(`${name} is due`));
  return (
    <QueryClientProvider client={queries}>
      {!connected && <p>Offline</p>}
      <Roster />
      <Notes />
    </QueryClientProvider>
  );
}
