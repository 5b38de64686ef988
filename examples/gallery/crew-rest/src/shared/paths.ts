export const BASE = "/api/crew-rest";

export const paths = {
  roster: () => `${BASE}/roster`,
  rests: () => `${BASE}/rests`,
  rest: (memberId: string) => `${BASE}/members/${encodeURIComponent(memberId)}/rest`,
  notes: (limit?: number) => (limit === undefined ? `${BASE}/notes` : `${BASE}/notes?limit=${limit}`),
};
