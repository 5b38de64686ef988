import { ModuleDraft } from "../texts/module.js";

export const BACKGROUND = "src/background/index.ts";
export const UI = "src/ui/index.tsx";
export const SHARED = "src/shared/names.ts";

/** The module of one of the two processes while it is written. */
export class End extends ModuleDraft {
  /** The statements of `onStart`, or of the component. */
  readonly body: string[] = [];
  readonly elements: string[] = [];

  /** A second name in a list of channels. Where every name needs another end, there is none. */
  get second(): string {
    return this.flag === "" ? "" : ', "second"';
  }
}

/** The text of a UI module with one component. */
export function componentOf(end: End): string {
  const code = [
    'import { useEffect, useState } from "react";',
    'import { STRATOS_APP_BASE, usePluginContext } from "@skyvexsoftware/stratos-sdk";',
    end.head,
    "export default function Panel({ enabled }: { enabled?: boolean }) {",
    "const { socket, pluginId } = usePluginContext();",
    ...end.body,
    "void [socket, pluginId, enabled];",
    `return <>${end.elements.join("")}</>;`,
    "}",
  ];
  return `${code.join("\n")}\n`;
}

/** The text of a background module. */
export function pluginOf(end: End): string {
  const code = [
    'import { createPlugin } from "@skyvexsoftware/stratos-sdk/helpers";',
    'import express, { Router } from "express";',
    end.head,
    "export default createPlugin({",
    "onStart(ctx) {",
    ...end.body,
    "},",
    "});",
  ];
  return `${code.join("\n")}\n`;
}
