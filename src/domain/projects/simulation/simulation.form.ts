import { z } from 'zod';
import {
  choiceField,
  countField,
  optionalTextField,
  readForm,
  refuse,
  type FormFields,
  type Result,
} from '#kernel';

/** Which projects: all but those rejected or withdrawn, those that came into a plan, or all submitted. */
export const simulatedProjects = ['kept', 'planned', 'all'] as const;

/** What a draft of norms is tried on. */
export interface SimulationQuestion {
  readonly fromYear: number;
  readonly untilYear: number;
  readonly projects: (typeof simulatedProjects)[number];
  /** One content alone; null: all. */
  readonly content: string | null;
}

const question = z.object({
  fromYear: countField({ min: 2002, max: 2100 }),
  untilYear: countField({ min: 2002, max: 2100 }),
  projects: choiceField(simulatedProjects),
  content: optionalTextField({ max: 10 }),
});

/** Reads the form; refuses years in the wrong order, `simulation_years_turned`. */
export function readSimulationQuestion(fields: FormFields): Result<SimulationQuestion> {
  const read = readForm(question, fields);
  if (!read.ok) return read;
  const { fromYear, untilYear } = read.value;
  return untilYear < fromYear ? refuse('simulation_years_turned', {}, 'untilYear') : read;
}
