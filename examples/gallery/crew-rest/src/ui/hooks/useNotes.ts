import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Note } from "@/shared/events";
import { paths } from "@/shared/paths";
import { http } from "../lib/http";
import { useEvent } from "./useEvent";

const NOTES = ["crew-rest", "notes"] as const;

export const useNotes = () => {
  const client = useQueryClient();
  useEvent("note", (note) => {
    client.setQueryData<Note[]>(NOTES, (notes) => [
      ...(notes ?? []).filter(({ id }) => id !== note.id),
      note,
    ]);
  });
  const notes = useQuery({
    queryKey: NOTES,
    queryFn: ({ signal }) => http.get<Note[]>(paths.notes(20), { signal }),
  });
  const add = useMutation({ mutationFn: (note: Omit<Note, "id">) => http.post<Note>(paths.notes(), note) });
  return { notes: notes.data ?? [], add: add.mutate };
};
