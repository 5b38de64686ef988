import type { Env } from "./env.js";
import type { Exported, FindModule } from "./exports.js";
import type { FileView } from "./file.js";
import type { Use } from "./uses.js";
import type { CallNode, FunctionNode, Node } from "./tree.js";
import type { Answer, ClassValue, ImportValue, InstanceValue, Lazy, Reason, Value } from "./values.js";

/** What a call hands over: answers by position, and the node of each where it is written as an argument of its own. */
export interface Arguments {
  readonly answers: readonly Lazy<Answer>[];
  readonly nodes: readonly (Node | undefined)[];
  /** Why there may be more than these. */
  readonly open?: Reason | undefined;
}

/** One thing that a call expression may call, with `bind`, `call` and `apply` already taken apart. */
export interface Invocation {
  readonly callee: Value;
  readonly args: Arguments;
  readonly self: Answer | undefined;
  /** Whether the call itself says what `this` is: `f.call(self)`, a bound function. */
  readonly hasOwnThis?: boolean;
  readonly node: CallNode;
  readonly env: Env | undefined;
}

/** What becomes of a value that is handed to a known function. */
export type ArgumentUse =
  /** Only looked at: nothing is kept, changed or called. `doesNotMatter`: what it says changes nothing (logs, dependency lists). */
  | { readonly kind: "read"; readonly doesNotMatter?: true }
  /** The call gives it back, as a member `path` of its result; with `strip`, only what is that many members deep in it. */
  | { readonly kind: "result"; readonly path: readonly string[]; readonly strip?: number }
  /** It is called, once for each of `runs` (`undefined`: with something unseen); what it returns is dropped, or is what the call gives, below `returns`. */
  | {
      readonly kind: "called";
      readonly runs?:
        | ((flow: Flow, invocation: Invocation) => readonly (readonly Lazy<Answer>[])[] | undefined)
        | undefined;
      readonly returns?: readonly string[] | undefined;
    };

/** What is known of a function that is not in the file. */
export interface Meaning {
  readonly argument?: (index: number, invocation: Invocation) => ArgumentUse | undefined;
  readonly result?: (flow: Flow, invocation: Invocation) => Answer | undefined;
}

/** What the layers above tell `flow`, which itself knows the language and no library. */
export interface Knowledge {
  meaningOf(callee: Value): Meaning | undefined;
  /** The other files that are in sight. */
  readonly findModule?: FindModule | undefined;
  /** Whether the text of a module in sight, or of one that it imports, matches: others are not worth a look. */
  readonly mentions?: ((source: string, from: FileView, words: RegExp) => boolean) | undefined;
  /** Whether what a function out of sight gives is known by the call alone: the type that it is declared with adds nothing. */
  isMaker?(callee: Value): boolean;
  /** Whether the settings say of an import what it is: it is not looked behind. */
  isNamed?(value: ImportValue): boolean;
  /** A better answer for something that comes from another module: constants seen through types. */
  resolve?(value: Value, node: Node): Answer | undefined;
  /** A member that instances of a class have from a base class out of sight: React's `this.props`. */
  inherited?(flow: Flow, owner: ClassValue, key: string, instance?: InstanceValue): Answer | undefined;
  /** What the type around a function says of a parameter without a type of its own: `const Panel: FC<Props> = (props) => ...`. */
  contextualParameter?(flow: Flow, fn: FunctionNode, index: number): Answer | undefined;
}

/** Follows values through one file, in both directions. Every question is answered lazily and remembered. */
export interface Flow {
  readonly file: FileView;
  readonly knowledge: Knowledge;
  /** What an expression may be. Without `env`: in any run of the functions around it. */
  evaluate(node: Node, env?: Env): Answer;
  /** What lies behind an import, where its module is in sight. */
  behind(value: ImportValue): Exported | undefined;
  /** What an import may be; `undefined` where its module is not in sight. */
  imported(value: ImportValue): Answer | undefined;
  /** What member `key` of each value may be; `at` is where it is asked. */
  member(of: Answer, key: Answer | string, at: Node): Answer;
  /** What a call or `new` may call, and with what. */
  invocations(node: CallNode, env?: Env): readonly Invocation[];
  /** What calling `callee` gives. */
  apply(invocation: Invocation): Answer;
  /** What an iteration over the value runs through. */
  elements(of: Answer, at: Node): Answer;
  /** What the type says a value of it is. */
  readonly typed: (type: Node) => Answer;
  /** Where a value goes from the expression or declaration that makes it. */
  uses(origin: Node): readonly Use[];
  /** The runs of the code around a node that can be told apart; `undefined`: too many. */
  worldsAt(node: Node): readonly (Env | undefined)[] | undefined;
  /** The runs of a function that can be told apart: one for each visible call, one for unseen callers; `undefined`: too many. */
  worlds(fn: FunctionNode): readonly (Env | undefined)[] | undefined;
}
