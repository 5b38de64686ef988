import { handlersIn } from "../execution/handlers.js";
import type { How, Props } from "../execution/stage.js";
import type { Stage } from "../execution/stage.js";
import { messageOf, MODES, window } from "../execution/stage.js";

/** No more timers than this are waited for one by one. */
const TIMERS = 6;

type Render = (props: Props, how?: How) => void;
type Scenario = (stage: Stage, render: Render) => Promise<void> | void;

/** Other props than those, each of them. */
const changed = (props: Props): Props => ({
  id: props.id === "a" ? "b" : "a",
  enabled: !props.enabled,
  mode: MODES[(MODES.indexOf(props.mode) + 1) % MODES.length] ?? "x",
  count: 3 - props.count,
  events: ["two", "three"],
});

/** The findings of every scenario, with this many moments at which it may be unmounted right after the mount. */
export async function judge(
  open: () => Stage,
  name: string,
  props: Props,
  moments: number,
): Promise<string[]> {
  const findings: string[] = [];
  const title = `${name}, ${JSON.stringify(props)}`;
  const run = async (scenario: string, play: Scenario): Promise<void> => {
    const found = await playOn(open(), name, play);
    findings.push(...found.map((finding) => `${finding} (${title}: ${scenario})`));
  };
  let atOnce = 0;
  let settled = 0;
  let handlers = 0;
  const compare = (stage: Stage, expected: number): void => {
    const { length } = stage.shared.alive;
    if (length !== expected)
      throw new Finding(
        `${length < expected ? "deaf" : "piled up"}: ${String(length)} listeners, not ${String(expected)}`,
      );
  };
  /** Plays a beginning, and unmounts at each moment at which something follows from it. */
  const interrupt = async (begun: string, begin: Scenario): Promise<void> => {
    let steps = 0;
    await run(`${begun}, settled`, async (stage, render) => {
      await begin(stage, render);
      while (steps < TIMERS && (await stage.step())) steps++;
      await stage.flush();
    });
    for (let ticks = 0; ticks <= moments; ticks++)
      await run(`${begun}, unmounted after ${String(ticks)} ticks`, async (stage, render) => {
        await begin(stage, render);
        for (let tick = 0; tick < ticks; tick++) await Promise.resolve();
      });
    for (let timers = 1; timers <= steps; timers++) {
      const fire = async (stage: Stage, render: Render): Promise<void> => {
        await begin(stage, render);
        for (let timer = 1; timer < timers; timer++) await stage.step();
        await stage.fireBare();
      };
      let ticks: readonly number[] = [];
      await run(`${begun}, unmounted after ${String(timers)} timers`, async (stage, render) => {
        await fire(stage, render);
        ticks = await stage.subscribingTicks();
        await stage.settle();
      });
      // Just before it subscribes it has checked whatever it checks; just after, it may not have kept what ends that.
      const moments = new Set(ticks.flatMap((tick) => [tick - 1, tick, tick + 1]));
      for (const moment of moments)
        await run(
          `${begun}, unmounted ${String(moment)} ticks after ${String(timers)} timers`,
          async (stage, render) => {
            await fire(stage, render);
            for (let left = moment; left > 0; left--) await Promise.resolve();
          },
        );
    }
  };
  /** Does something that leads to one commit, in which nothing may be subscribed to for nothing. */
  const watched = (stage: Stage, act: () => void): void => {
    const { commits } = stage;
    const { subscriptions } = stage.shared;
    act();
    // Where that has led to another render, the next run of an effect may listen to something else.
    if (stage.commits > commits + 1 && stage.shared.alive.length > 0) return;
    const useless = stage.shared.uselessSince(subscriptions);
    if (useless.length > 0)
      throw new Finding(`useless: it ended its own subscription: ${useless.join(", ")}`);
  };
  await run("unmounted at once", (stage, render) => {
    watched(stage, () => {
      render(props);
    });
    atOnce = stage.shared.alive.length;
  });
  await run("settled", async (stage, render) => {
    render(props);
    await stage.flush();
    settled = stage.shared.alive.length;
    handlers = handlersIn(stage.container).length;
  });
  await interrupt("mounted", (_stage, render) => {
    render(props);
  });
  await interrupt("rendered twice", (_stage, render) => {
    render(props);
    render(changed(props));
  });
  await interrupt("rendered with other props", async (stage, render) => {
    render(props);
    await stage.flush();
    render(changed(props));
  });
  await run("settled, rendered with other props", async (stage, render) => {
    render(props);
    await stage.flush();
    render(changed(props));
    await stage.flush();
  });
  await run("rendered with other functions", async (stage, render) => {
    render(props);
    await stage.flush();
    render(props);
    await stage.flush();
    compare(stage, settled);
  });
  await run("rendered with other props and back", async (stage, render) => {
    render(props);
    await stage.flush();
    render(changed(props));
    await stage.flush();
    render(props);
    await stage.flush();
    compare(stage, settled);
  });
  await run("rendered and discarded", async (stage, render) => {
    render(props, "discarded");
    await stage.flush();
  });
  await run("each prop changed alone and back", async (stage, render) => {
    render(props);
    await stage.flush();
    for (const [prop, value] of Object.entries(changed(props))) {
      render({ ...props, [prop]: value as unknown }, "same");
      await stage.flush();
      render(props, "same");
      await stage.flush();
      compare(stage, settled);
    }
  });
  await run("StrictMode, unmounted at once", (stage, render) => {
    render(props, "strict");
    // A cleanup may remove a moment later, so more listeners are no finding yet.
    if (stage.shared.alive.length < atOnce) compare(stage, atOnce);
  });
  await run("StrictMode, settled", async (stage, render) => {
    render(props, "strict");
    await stage.flush();
    compare(stage, settled);
  });
  await run("every event", async (stage, render) => {
    render(props);
    await stage.flush();
    await stage.receiveAll();
  });
  await run("every event twice, rendered with other props", async (stage, render) => {
    render(props);
    await stage.flush();
    await stage.receiveAll();
    await stage.receiveAll();
    render(changed(props));
    await stage.flush();
  });
  /** Calls these of the elements' React handlers, one after the other. */
  const firing =
    (...indices: readonly number[]): Scenario =>
    async (stage, render) => {
      render(props);
      await stage.flush();
      for (const index of indices) {
        stage.fire(index);
        await stage.flush();
      }
    };
  for (let only = 0; only < handlers; only++) {
    await run(`handler ${String(only)} twice`, firing(only, only));
    await interrupt(`handler ${String(only)} once`, async (stage, render) => {
      render(props);
      await stage.flush();
      watched(stage, () => {
        stage.fire(only);
      });
    });
    await run(`handler ${String(only)}, unmounted at once`, async (stage, render) => {
      render(props);
      await stage.flush();
      stage.fire(only);
      stage.unmount();
    });
    await run(`handler ${String(only)}, every event`, async (stage, render) => {
      await firing(only)(stage, render);
      await stage.receiveAll();
    });
    await run(`handler ${String(only)}, rendered with other props`, async (stage, render) => {
      await firing(only)(stage, render);
      render(changed(props));
      await stage.flush();
    });
  }
  if (handlers > 1) await run("every handler", firing(...Array(handlers).keys()));
  return findings;
}

/** What a scenario noticed before its end. */
class Finding extends Error {}

/** Plays a scenario, unmounts, lets everything end, and looks at the socket. */
async function playOn(stage: Stage, name: string, play: Scenario): Promise<string[]> {
  const findings: string[] = [];
  const note = (error: unknown): void => {
    findings.push(error instanceof Finding ? error.message : `error: ${messageOf(error)}`);
  };
  const onError = ({ error }: { error: unknown }): void => {
    stage.errors.push(error);
  };
  window.addEventListener("error", onError);
  try {
    try {
      await play(stage, (props, how) => {
        stage.render(name, props, how);
      });
    } catch (error) {
      note(error);
    }
    stage.unmount();
    await stage.flush();
  } catch (error) {
    note(error);
  }
  window.removeEventListener("error", onError);
  stage.errors.forEach(note);
  const { alive, lost } = stage.shared;
  if (alive.length > 0) findings.push(`left: ${alive.join(", ")}`);
  if (lost.length > 0) findings.push(`lost: ${lost.join(", ")}`);
  return findings;
}
