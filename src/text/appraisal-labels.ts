import type { OpinionState, Silence, Verdict } from '#appraisal';
import { m } from '#messages';

type Label = () => string;

const VERDICTS: Readonly<Record<Verdict, Label>> = {
  agree: m.appraisal_verdict_agree,
  agree_with_conditions: m.appraisal_verdict_conditions,
  object: m.appraisal_verdict_object,
};
const STATES: Readonly<Record<OpinionState, Label>> = {
  waiting: m.appraisal_state_waiting,
  late: m.appraisal_state_late,
  consented: m.appraisal_state_consented,
  escalated: m.appraisal_state_escalated,
  answered: m.appraisal_state_answered,
  withdrawn: m.appraisal_state_withdrawn,
  waived: m.appraisal_state_waived,
};
const SILENCES: Readonly<Record<Silence, Label>> = {
  nothing: m.appraisal_silence_nothing,
  consent: m.appraisal_silence_consent,
  escalation: m.appraisal_silence_escalation,
};

export const opinionVerdictLabel = (verdict: Verdict): string => VERDICTS[verdict]();
export const opinionStateLabel = (state: OpinionState): string => STATES[state]();
export const silenceLabel = (silence: Silence): string => SILENCES[silence]();
