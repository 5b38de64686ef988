import React from "react";
import { GatePanel } from "./GatePanel";
import { Remarks } from "./Remarks";

export default function GateInfo() {
  return (
    <>
      <GatePanel />
      <Remarks />
    </>
  );
}
