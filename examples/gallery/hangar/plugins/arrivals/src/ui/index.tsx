import { usePluginContext } from "@skyvexsoftware/stratos-sdk";
import { createClient } from "@hangar/kit/client";
import { useLive } from "@hangar/kit/use-live";
import { useTopic } from "@hangar/kit/use-topic";
import { useCallback } from "react";
import { PREFIX, TOPICS, type Arrival } from "../contract";

const client = createClient(PREFIX);
const loadBoard = () => client.get<Arrival[]>("/board");
const land = (callsign: string) => client.post<Arrival>(`/board/${callsign}/landed`);

export default function Arrivals() {
  const { toast } = usePluginContext();
  const board = useLive(TOPICS.board, loadBoard);

  const announce = useCallback((callsign: string) => toast.success(`${callsign} has landed`), [toast]);
  useTopic(TOPICS.landed, announce);

  if (!board) return <p>Nobody is expected</p>;
  return (
    <table>
      <tbody>
        {board.map(({ callsign, from, landed }) => (
          <tr key={callsign}>
            <td>{callsign}</td>
            <td>{from}</td>
            <td>{landed ? "landed" : <button onClick={() => void land(callsign)}>Landed</button>}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
