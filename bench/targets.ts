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

/** A ratio as it is shown: three digits that count. */
export function show(ratio: number): string {
  return ratio >= 100 ? ratio.toFixed(0) : ratio.toPrecision(3);
}
