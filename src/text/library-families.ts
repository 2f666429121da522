import { m } from '#messages';
import type { Family } from './family.ts';

export const KINDS = {
  law: m.library_kind_law,
  decree: m.library_kind_decree,
  circular: m.library_kind_circular,
  joint_circular: m.library_kind_joint_circular,
  resolution: m.library_kind_resolution,
  decision: m.library_kind_decision,
  directive: m.library_kind_directive,
  programme: m.library_kind_programme,
  guidance: m.library_kind_guidance,
  consolidation: m.library_kind_consolidation,
  sample: m.library_kind_sample,
} as unknown as Family;

export const LEVELS = {
  government: m.library_level_government,
  ministry: m.library_level_ministry,
  provincial_council: m.library_level_provincial_council,
  provincial_committee: m.library_level_provincial_committee,
  department: m.library_level_department,
} as unknown as Family;

export const STATUSES = {
  not_yet: m.library_status_not_yet,
  in_force: m.library_status_in_force,
  amended: m.library_status_amended,
  replaced: m.library_status_replaced,
  expired: m.library_status_expired,
  unknown: m.library_status_unknown,
} as unknown as Family;

export const SAID = {
  not_yet: m.library_said_not_yet,
  in_force: m.library_said_in_force,
  amended: m.library_said_amended,
  amended_undated: m.library_said_amended_undated,
  replaced: m.library_said_replaced,
  replaced_undated: m.library_said_replaced_undated,
  expired: m.library_said_expired,
  unknown: m.library_said_unknown,
} as unknown as Family;

export const RELATIONS = {
  forth_amends: m.library_relation_forth_amends,
  back_amends: m.library_relation_back_amends,
  forth_replaces: m.library_relation_forth_replaces,
  back_replaces: m.library_relation_back_replaces,
  forth_consolidates: m.library_relation_forth_consolidates,
  back_consolidates: m.library_relation_back_consolidates,
  forth_guides: m.library_relation_forth_guides,
  back_guides: m.library_relation_back_guides,
  forth_based_on: m.library_relation_forth_based_on,
  back_based_on: m.library_relation_back_based_on,
} as unknown as Family;

export const RESTING = {
  norm_set: m.library_resting_norm_set,
  norm: m.library_resting_norm,
  eligibility: m.library_resting_eligibility,
  sector: m.library_resting_sector,
  enterprise_size: m.library_resting_enterprise_size,
  procedure: m.library_resting_procedure,
  procedure_step: m.library_resting_procedure_step,
  advance_rule: m.library_resting_advance_rule,
  dossier_item: m.library_resting_dossier_item,
} as unknown as Family;

export const VERIFICATIONS = {
  full_text: m.library_verification_full_text,
  excerpt: m.library_verification_excerpt,
  inferred: m.library_verification_inferred,
  memory: m.library_verification_memory,
} as unknown as Family;

export const TIMELINE = {
  self: m.library_timeline_self,
  amends: m.library_timeline_amends,
  replaces: m.library_timeline_replaces,
  replaced: m.library_timeline_replaced,
  amended: m.library_timeline_amended,
  consolidates: m.library_timeline_consolidates,
} as unknown as Family;

export const SIZES = {
  micro: m.library_size_micro,
  small: m.library_size_small,
  medium: m.library_size_medium,
} as unknown as Family;

export const EVENTS = {
  added: m.library_event_added,
  corrected: m.library_event_corrected,
  ended: m.library_event_ended,
  replaced: m.library_event_replaced,
  related: m.library_event_related,
  relation_withdrawn: m.library_event_relation_withdrawn,
  article_written: m.library_event_article_written,
  article_withdrawn: m.library_event_article_withdrawn,
  file_attached: m.library_event_file_attached,
  file_withdrawn: m.library_event_file_withdrawn,
} as unknown as Family;
