import { useShallow } from "zustand/react/shallow";
import { COMMANDS } from "~/shared/types";
import { useAudioStore } from "../store";

export function Player() {
  const { player, command, error } = useAudioStore(
    useShallow(({ player, command, error }) => ({ player, command, error })),
  );
  if (!player) return <p>{error ?? "Tuning in"}</p>;
  return (
    <div>
      <p>
        {player.status} at {player.volume} %
      </p>
      {COMMANDS.map((name) => (
        <button key={name} onClick={() => void command(name)}>
          {name}
        </button>
      ))}
    </div>
  );
}
