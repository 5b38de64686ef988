import { unmetIn } from "../execution/both-processes.js";
import type { Files } from "../execution/evaluate.js";
import type { Finding, Outcome } from "../oracle.js";

/** Runs both processes of a plugin: which channels and requests meet nobody? One name is one mistake, at whichever end it is told. */
export async function meetAll(files: Files): Promise<Outcome> {
  const { neverSent, neverHeard, notRouted } = await unmetIn(files);
  const names = [...neverSent, ...neverHeard];
  const why = `never sent: ${neverSent.join(", ")}; never heard: ${neverHeard.join(", ")}`;
  const channels: Finding[] = names.length > 0 ? [{ rules: ["no-unmatched-channel"], why, names }] : [];
  const routes = notRouted.map((request): Finding => {
    const words = request.split(/[ /]/).filter((word) => !/^(?:one|two)?$/.test(word));
    return { rules: ["no-unmatched-route"], why: `${request} is answered with 404`, names: words.slice(-1) };
  });
  return { findings: [...channels, ...routes] };
}
