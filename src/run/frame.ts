import type { Variable } from "../flow/file.js";
import type { RunClass, RunValue } from "./values.js";

/** The variables of one run of a function or block. */
export class Frame {
  /** For a generator: what it has given. */
  given?: RunValue[];
  private readonly cells = new Map<Variable, { value: RunValue }>();

  constructor(
    readonly parent: Frame | undefined,
    /** For a function that is no arrow function: what belongs to its call. */
    readonly call?:
      | {
          readonly self: RunValue | undefined;
          readonly args: readonly RunValue[];
          readonly home: RunClass | undefined;
        }
      | undefined,
    private readonly isFunction = false,
  ) {}

  declare(variable: Variable, value: RunValue): void {
    this.cells.set(variable, { value });
  }

  cellOf(variable: Variable): { value: RunValue } | undefined {
    return this.cells.get(variable) ?? this.parent?.cellOf(variable);
  }

  /** The variables that it declares, with what they hold now. */
  entries(): readonly (readonly [Variable, RunValue])[] {
    return [...this.cells].map(([variable, { value }]) => [variable, value] as const);
  }

  /** Variables of their own, with the same values: the next round of a loop. */
  copy(): Frame {
    const copy = new Frame(this.parent, this.call);
    for (const [variable, { value }] of this.cells) copy.declare(variable, value);
    return copy;
  }

  /** The frame of the function that this one is inside of. */
  ofFunction(): Frame {
    return this.isFunction || !this.parent ? this : this.parent.ofFunction();
  }

  /** Where a `yield` gives to. */
  enclosingGiven(): RunValue[] | undefined {
    return this.given ?? (this.isFunction ? undefined : this.parent?.enclosingGiven());
  }

  /** The call of the innermost function that is no arrow function. */
  enclosingCall(): Frame["call"] {
    return this.call ?? this.parent?.enclosingCall();
  }
}
