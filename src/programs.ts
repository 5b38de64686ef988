import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import type * as projectService from "@typescript-eslint/project-service";
import type { Program } from "typescript";
import { Recent } from "./project/recent.js";

/** Why there is no type information about a file. */
export type Untyped = "no tsconfig" | "not included";

const CONFIGS = ["tsconfig.json", "jsconfig.json"];
/** The files of more projects than this are not kept open: a program is dear in memory, and plugins come and go. */
const MOST_PROJECTS = 4;

/**
 * The programs of TypeScript that include files, kept as its language server keeps them. They are ours alone: typescript-eslint has
 * one such service for a whole process, with the options of whoever asked first.
 */
export class Programs {
  private service: projectService.TypeScriptProjectService | undefined;
  /** The files that are open, by the config above them. */
  private readonly open = new Recent<Set<string>>(MOST_PROJECTS, (files) => {
    for (const file of files) this.service?.closeClientFile(file);
  });
  /** The moment at which the projects were read. */
  private since = Date.now();

  /** The program with a file in it, whose text is the one that is given. */
  programOf(file: string, text: string): Program | Untyped {
    const config = configAbove(path.dirname(file));
    if (config === undefined) return "no tsconfig";
    const service = (this.service ??= createService());
    if (changedAfter(this.since, file, config)) {
      this.since = Date.now();
      service.reloadProjects();
    }
    const opened = this.open.get(config) ?? new Set();
    this.open.set(config, opened.add(file));
    const { configFileName } = service.openClientFile(file, text);
    const info = configFileName === undefined ? undefined : service.getScriptInfo(file);
    const project = info && service.getDefaultProjectForFile(info.fileName, true);
    const program = project?.getLanguageService().getProgram();
    if (program) return program;
    opened.delete(file);
    service.closeClientFile(file);
    return "not included";
  }
}

function createService(): projectService.TypeScriptProjectService {
  const require = createRequire(import.meta.url);
  const { createProjectService } = require("@typescript-eslint/project-service") as typeof projectService;
  return createProjectService().service;
}

/** The config of a project in or above a folder. Files come and go while an editor runs: nothing is kept. */
function configAbove(folder: string): string | undefined {
  for (let at = folder; ; at = path.dirname(at)) {
    const found = CONFIGS.map((name) => path.join(at, name)).find((file) => fs.existsSync(file));
    if (found !== undefined || at === path.dirname(at)) return found;
  }
}

/** Whether a project has to be read again: the config is another one, or the file is new. */
function changedAfter(moment: number, file: string, config: string): boolean {
  const [own, project] = [file, config].map((one) => fs.statSync(one, { throwIfNoEntry: false }));
  return (own?.birthtimeMs ?? 0) > moment || (project?.mtimeMs ?? 0) > moment;
}
