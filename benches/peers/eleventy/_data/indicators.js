import { plans } from "../lib/read.js";
export default plans.flatMap((of) =>
  of.plan.indicators.map((indicator) => {
    const values = of.editions.map(({ year, indicators }) => ({ year, value: indicators[indicator.id].value }));
    return { of, indicator, values, most: Math.max(1, ...values.map(({ value }) => value)) };
  }),
);
