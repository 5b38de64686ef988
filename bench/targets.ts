/** What the bench asks for: a cost, compared with another one of the same run. */
export interface Target {
  readonly name: string;
  /** What is measured, as a ratio. */
  readonly ratio: number;
  /** The ratio that it may have. */
  readonly most: number;
}

export function isMet({ ratio, most }: Target): boolean {
  return ratio <= most;
}

/** "met", or by how much not. */
export function verdictOn(target: Target): string {
  return isMet(target) ? "met" : `missed: ${show(target.ratio / target.most)} times as much`;
}

/** A number as it is shown: two digits that count. */
export function show(number: number): string {
  return number >= 10 ? number.toFixed(0) : String(Number(number.toPrecision(2)));
}
