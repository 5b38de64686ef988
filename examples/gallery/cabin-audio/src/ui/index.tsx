import { AudioProvider } from "./AudioProvider";
import { Player } from "./components/Player";
import { Queue } from "./components/Queue";

export default function CabinAudio() {
  return (
    <AudioProvider>
      <Player />
      <Queue />
    </AudioProvider>
  );
}
