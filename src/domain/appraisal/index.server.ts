export { askOpinions, type HandedLink } from './consultation/ask-opinions.server.ts';
export { answerOpinion } from './consultation/answer-opinion.server.ts';
export {
  answerByLink,
  readOpinionLink,
  readOpinionPaper,
  renewOpinionLink,
} from './consultation/opinion-link.server.ts';
export {
  remindOpinion,
  resolvePoint,
  waiveOpinion,
  withdrawOpinion,
} from './consultation/follow-opinion.server.ts';
export {
  consultationOf,
  countWaitingOpinions,
  opinionDesk,
  readAskedUnit,
  type OpinionView,
} from './consultation/read-consultations.server.ts';
export { consultationDefault, openMatters } from './consultation/consultation.store.server.ts';
