import { plans } from "../lib/read.js";
export default plans.flatMap((of) =>
  of.plan.measures.flatMap((heading) => heading.children.map((measure) => ({ of, heading, measure }))),
);
