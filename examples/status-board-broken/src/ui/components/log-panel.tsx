import { STRATOS_APP_BASE, usePluginContext } from "@skyvexsoftware/stratos-sdk";
import { useState } from "react";
import { useLog, useLogFile } from "../hooks/use-log";

export function LogPanel() {
  const { socket: bus } = usePluginContext();
  const { data: lines } = useLog();
  const [text, setText] = useState("");
  useLogFile();

  const add = async () => {
    await fetch(`${STRATOS_APP_BASE}/status-board/log`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ text }),
    });
    setText("");
  };

  return (
    <section>
      <ol>
        {lines?.map((line) => (
          <li key={line.id}>
            {line.text} <button onClick={() => bus.emit("pin-line", line.id)}>Pin</button>
          </li>
        ))}
      </ol>
      <input value={text} onChange={(event) => setText(event.target.value)} />
      <button onClick={add}>Add</button>
    </section>
  );
}
