import { plans } from "../lib/read.js";
export default plans.flatMap((of) => of.editions.map((edition) => ({ of, edition })));
