import { STRATOS_APP_BASE, usePluginContext } from "@skyvexsoftware/stratos-sdk";
import { useState, type SubmitEvent } from "react";
import { ROUTES } from "@/shared/routes";
import { useLog } from "../hooks/use-log";

export function LogPanel() {
  const { data: lines = [], isPending } = useLog();
  if (isPending) return <p>Loading the log</p>;
  return (
    <section>
      <ol>
        {lines.map((line) => (
          <li key={line.id}>
            <time>{new Date(line.at).toLocaleTimeString()}</time> {line.text}
          </li>
        ))}
      </ol>
      <NoteForm />
    </section>
  );
}

function NoteForm() {
  const { auth, toast } = usePluginContext();
  const [text, setText] = useState("");

  async function submit(event: SubmitEvent) {
    event.preventDefault();
    const response = await fetch(`${STRATOS_APP_BASE}${ROUTES.log}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ text: `${auth.user?.name ?? "Crew"}: ${text}` }),
    });
    if (response.ok) setText("");
    else toast.error("The note was not saved");
  }

  return (
    <form onSubmit={submit}>
      <input value={text} onChange={(event) => setText(event.target.value)} placeholder="Add a note" />
      <button disabled={text.trim() === ""}>Add</button>
    </form>
  );
}
