import { useAudioStore } from "../store";

export function Queue() {
  const queue = useAudioStore((state) => state.queue);
  const add = useAudioStore((state) => state.add);
  const remove = useAudioStore((state) => state.remove);
  return (
    <ol>
      {queue.map(({ id, title }) => (
        <li key={id}>
          {title} <button onClick={() => void remove(id)}>Remove</button>
        </li>
      ))}
      <button onClick={() => void add("Landing theme")}>Add the landing theme</button>
    </ol>
  );
}
