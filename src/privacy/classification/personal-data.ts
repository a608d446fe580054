import { Prisma } from '../../platform/prisma/generated/client.js';
import { type ClassifiedTable, columns, type Link } from './classified-table.js';

const any = (ids: readonly string[]): Prisma.Sql => Prisma.sql`ANY (${ids}::uuid[])`;
const dealsOf: Link = (ids) => Prisma.sql`(SELECT id FROM opportunities WHERE client_id = ${any(ids)})`;

const WRITTEN = 'version created_at updated_at';
const BY = 'created_by_id updated_by_id';

/**
 * Every table and column of the database, and what it holds about people. Export and erasure read this and nothing else,
 * and a test holds it against the database's catalogue: a new column is in no class until it is named here.
 */
export const PERSONAL_DATA: Readonly<Record<string, ClassifiedTable>> = {
  clients: {
    entity: 'client',
    of: { client: (ids) => Prisma.sql`t.id = ${any(ids)}` },
    columns: columns({
      key: 'id merged_into_id primary_contact_id',
      fiscal: 'name vat_number tax_code sdi_code pec_email street city province postal_code',
      identity: 'external_id adm_authorization_number adm_expires_on',
      contact: 'email phone website opening_hours opening_exceptions',
      position: 'latitude longitude',
      'free-text': 'tags notes custom',
      business:
        'kind lifecycle source country point_of_sale_type visit_interval_days check_in_radius_meters first_contact_at first_contact_kind',
      // `search_text` is made of other columns by the database, and changes with them.
      technical: `${WRITTEN} deleted_at erased_at search_text field_changes`,
      staff: `owner_id team_id first_contact_by_id ${BY}`,
    }),
  },
  client_spans: {
    of: { client: (ids) => Prisma.sql`t.client_id = ${any(ids)}` },
    columns: columns({
      key: 'client_id',
      business: 'sequence lifecycle from_at until_at',
      staff: 'owner_id',
    }),
  },
  client_merges: {
    of: { client: (ids) => Prisma.sql`(t.target_id = ${any(ids)} OR t.source_id = ${any(ids)})` },
    columns: columns({
      key: 'id target_id source_id',
      'free-text': 'undo',
      technical: 'merged_at undone_at',
      staff: 'merged_by_id undone_by_id',
    }),
  },
  contacts: {
    entity: 'contact',
    of: { contact: (ids) => Prisma.sql`t.id = ${any(ids)}` },
    columns: columns({
      key: 'id client_id',
      identity: 'full_name role',
      contact: 'email phone',
      consent: 'marketing_consent',
      'free-text': 'custom',
      technical: `${WRITTEN} deleted_at field_changes`,
      staff: BY,
    }),
  },
  contact_consents: {
    of: { contact: (ids) => Prisma.sql`t.contact_id = ${any(ids)}` },
    columns: columns({
      key: 'id contact_id',
      proof: 'channel purpose given at wording recorded_at',
      'free-text': 'source',
      staff: 'by_id',
    }),
  },
  opportunities: {
    entity: 'opportunity',
    of: { client: (ids) => Prisma.sql`t.client_id = ${any(ids)}` },
    columns: columns({
      key: 'id client_id pipeline_id stage_id',
      'free-text': 'title lost_note won_note competitor custom external_id',
      business:
        'amount probability probability_overridden expected_close_date status closed_at last_activity_at lost_reason won_reason source created_at',
      technical: 'version updated_at deleted_at field_changes lines_version',
      staff: `owner_id team_id ${BY}`,
    }),
  },
  opportunity_lines: {
    of: { client: (ids) => Prisma.sql`t.opportunity_id IN ${dealsOf(ids)}` },
    columns: columns({
      key: 'id opportunity_id product_id',
      'free-text': 'description',
      business: 'position code unit quantity unit_price discount_percent vat_class net',
    }),
  },
  opportunity_stage_entries: {
    of: { client: (ids) => Prisma.sql`t.opportunity_id IN ${dealsOf(ids)}` },
    columns: columns({
      key: 'id opportunity_id from_stage_id stage_id',
      business: 'sequence entered_at left_at amount probability',
      staff: 'by_id owner_id',
    }),
  },
  activities: {
    entity: 'activity',
    of: { client: (ids) => Prisma.sql`(t.client_id = ${any(ids)} OR t.opportunity_id IN ${dealsOf(ids)})` },
    columns: columns({
      key: 'id client_id opportunity_id',
      'free-text': 'subject body',
      business:
        'type due_at done_at created_at call_direction call_outcome duration_seconds remind_at remind_minutes_before',
      technical: 'version updated_at deleted_at field_changes reminded_at',
      staff: `owner_id assignee_ids ${BY}`,
    }),
  },
  reminder_letters: {
    columns: columns({
      key: 'activity_id',
      staff: 'user_id',
      technical: 'remind_at tries next_try_at ended_at outcome',
    }),
  },
  visits: {
    entity: 'visit',
    of: { client: (ids) => Prisma.sql`t.client_id = ${any(ids)}` },
    columns: columns({
      key: 'id client_id opportunity_id series_id',
      'free-text': 'purpose status_reason notes next_action',
      business:
        'scheduled_at duration_minutes ends_at fixed status cancelled_by left_on planned_on kept_plan checked_in_at check_in_late_seconds verification distance_meters checked_out_at check_out_late_seconds outcome order_amount',
      technical: `${WRITTEN} deleted_at field_changes series_date series_version`,
      staff: `agent_id check_in_latitude check_in_longitude check_in_accuracy_meters ${BY}`,
    }),
  },
  client_cadences: {
    of: { client: (ids) => Prisma.sql`t.client_id = ${any(ids)}` },
    columns: columns({
      key: 'client_id',
      business: 'last_visit_at visited since_on booked_until pace visitable',
      staff: 'owner_id team_id',
    }),
  },
  class_intervals: {
    columns: columns({
      key: 'id',
      business: 'point_of_sale_type interval_days',
      technical: 'version updated_at',
      staff: 'updated_by_id',
    }),
  },
  visit_series: {
    entity: 'visit-series',
    of: { client: (ids) => Prisma.sql`t.client_id = ${any(ids)}` },
    columns: columns({
      key: 'id client_id',
      'free-text': 'purpose',
      business:
        'frequency interval weekdays month_day from_date until_date time duration_minutes fixed made_through ended_at',
      technical: WRITTEN,
      staff: `agent_id ${BY}`,
    }),
  },
  visit_series_skips: {
    columns: columns({ key: 'series_id visit_id', technical: 'date reason' }),
  },
  working_hours: {
    columns: columns({
      staff: `agent_id days start_latitude start_longitude end_latitude end_longitude max_km home_town works_on_holidays ${BY}`,
      technical: WRITTEN,
    }),
  },
  absences: {
    columns: columns({
      key: 'id',
      staff: `agent_id from_date to_date from_time to_time ${BY}`,
      technical: WRITTEN,
    }),
  },
  route_stops: {
    of: { client: (ids) => Prisma.sql`t.client_id = ${any(ids)}` },
    columns: columns({
      key: 'route_id client_id visit_id',
      business: 'sequence arrival waiting_seconds service_start departure travel_seconds travel_meters',
    }),
  },
  routes: {
    of: {
      client: (ids) => Prisma.sql`EXISTS (
        SELECT FROM jsonb_array_elements(t.input -> 'candidates') c WHERE c ->> 'clientId' = ANY (${ids}::text[]))`,
    },
    // Where each client of a plan stands, and when it is open.
    without: {
      input: (ids) => Prisma.sql`jsonb_set(t.input, '{candidates}', (
        SELECT jsonb_agg(CASE WHEN c ->> 'clientId' = ANY (${ids}::text[]) THEN c || '{"position": null, "open": null, "closed": null}' ELSE c END ORDER BY n)
        FROM jsonb_array_elements(t.input -> 'candidates') WITH ORDINALITY AS candidate(c, n)))`,
    },
    columns: columns({
      key: 'id',
      shared: 'input',
      staff: 'agent_id created_by_id',
      technical:
        'date objective totals unassigned engine degraded degraded_reason matrix_source seed committed created_at',
    }),
  },
  journal: {
    of: {
      client: (ids) => Prisma.sql`t.client_id = ${any(ids)} AND t.entity <> 'contact'`,
      contact: (ids) => Prisma.sql`t.entity = 'contact' AND t.entity_id = ${any(ids)}`,
    },
    columns: columns({
      key: 'id entity_id client_id',
      business: 'at action entity',
      'free-text': 'facts',
      technical: 'transaction request_id',
      staff: 'actor_id owner_id api_key_id',
    }),
  },
  import_rows: {
    of: {
      client: (ids) => Prisma.sql`(t.entity_id = ${any(ids)} OR t.entity_id IN ${dealsOf(ids)})`,
    },
    columns: columns({
      key: 'import_id entity_id',
      'free-text': 'data errors cells before warnings',
      technical: 'row status version',
    }),
  },
  // What no single person can be found in: the bytes go when the rows are written, at the latest after a day.
  imports: {
    columns: columns({
      key: 'id',
      technical:
        'type status file_name encoding separator key mapping guessed defaults total created updated skipped failed failure failure_it headers ignored kept notices reverted warned',
      staff: 'created_by_id created_at committed_at reverted_at reverted_by_id',
    }),
  },
  import_chunks: { columns: columns({ key: 'import_id', technical: 'sequence bytes received_at' }) },
  bulk_operations: {
    columns: columns({
      key: 'id',
      technical: 'resource action status input total request_id',
      staff: 'created_by_id created_at finished_at',
    }),
  },
  bulk_items: {
    columns: columns({ key: 'operation_id entity_id', technical: 'position version status code detail' }),
  },
  erasures: {
    columns: columns({
      key: 'id',
      technical: 'subjects counts held_until completed_at created_at',
      staff: 'created_by_id',
    }),
  },
  products: {
    columns: columns({
      key: 'id',
      business: 'code name unit list_price vat_class retired_at',
      technical: `${WRITTEN} deleted_at`,
      staff: BY,
    }),
  },
  sales_targets: {
    columns: columns({ key: 'id', business: 'month amount', technical: WRITTEN, staff: `owner_id ${BY}` }),
  },
  sales_pipelines: {
    columns: columns({ key: 'id', business: 'name is_default', technical: `${WRITTEN} retired_at` }),
  },
  closing_reasons: {
    columns: columns({
      key: 'id',
      business: 'outcome key label_it label_en needs_note position',
      technical: `${WRITTEN} retired_at`,
    }),
  },
  pipeline_stages: {
    columns: columns({
      key: 'id pipeline_id',
      business: 'name position probability kind rotten_after_days',
      technical: `${WRITTEN} retired_at`,
    }),
  },
  custom_fields: {
    columns: columns({
      key: 'id',
      technical: `resource key label_it label_en type required choices min_length max_length minimum maximum earliest latest archived_at ${WRITTEN}`,
    }),
  },
  saved_views: {
    columns: columns({
      key: 'id',
      technical: 'resource name visibility filter sort columns version',
      staff: 'owner_id created_at updated_at',
    }),
  },
  dashboards: {
    columns: columns({
      key: 'id',
      technical: 'name visibility period filter widgets version',
      staff: 'owner_id created_at updated_at',
    }),
  },
  summary_subscriptions: {
    columns: columns({
      key: 'dashboard_id',
      staff: 'user_id weekday time language created_at updated_at',
      technical: 'next_due_at',
    }),
  },
  summary_letters: {
    columns: columns({ staff: 'user_id', technical: 'due_on tries next_try_at ended_at outcome' }),
  },
  roles: {
    columns: columns({
      key: 'id',
      technical: `key name description seeded permissions hidden_fields ${WRITTEN}`,
    }),
  },
  users: {
    columns: columns({
      key: 'id',
      staff: 'email full_name role status team_id last_login_at reminder_mails',
      technical: WRITTEN,
      secret: 'password_hash',
    }),
  },
  teams: { columns: columns({ key: 'id', technical: `name ${WRITTEN}` }) },
  sessions: {
    columns: columns({
      key: 'id',
      staff: 'user_id user_agent ip_address created_at last_used_at expires_at revoked_at',
    }),
  },
  refresh_tokens: {
    columns: columns({
      key: 'id session_id',
      secret: 'token_hash successor',
      technical: 'created_at expires_at used_at',
    }),
  },
  one_time_tokens: {
    columns: columns({
      key: 'id',
      staff: 'user_id',
      secret: 'token_hash',
      technical: 'purpose created_at expires_at ended_at',
    }),
  },
  second_factors: {
    columns: columns({
      staff: 'user_id enabled_at',
      secret: 'seed key_id last_step',
    }),
  },
  second_factor_enrolments: { columns: columns({ staff: 'user_id created_at', secret: 'seed key_id' }) },
  recovery_codes: { columns: columns({ key: 'id', staff: 'user_id used_at', secret: 'code_hash' }) },
  api_keys: {
    columns: columns({
      key: 'id',
      staff: 'user_id name hint created_at expires_at last_used_at revoked_at',
      secret: 'key_hash',
      technical: 'permissions',
    }),
  },
  calendar_feeds: {
    columns: columns({
      key: 'id',
      staff: 'user_id name created_at rotated_at last_read_at',
      secret: 'token_hash',
    }),
  },
  costly_runs: { columns: columns({ staff: 'user_id', technical: 'kind slot token expires_at' }) },
  costly_counts: { columns: columns({ staff: 'key', technical: 'points expire' }) },
  login_failures: { columns: columns({ staff: 'key', technical: 'points expire' }) },
  // Sealed with keys that only the callers have.
  idempotent_answers: { columns: columns({ secret: 'id fingerprint answer', technical: 'created_at' }) },
  job_runs: { columns: columns({ key: 'id', technical: 'job window started_at finished_at error facts' }) },
  kpi_deal_fact: {
    columns: columns({
      key: 'opportunity_id pipeline_id lost_stage_id',
      business: 'status amount created_day closed_day cycle_seconds expected_day weighted lost_reason',
      staff: 'created_owner_id closed_owner_id open_owner_id owner_id',
    }),
  },
  kpi_stage_fact: {
    columns: columns({
      key: 'opportunity_id pipeline_id stage_id',
      business: 'sequence day previous_day advanced dropped amount stay_seconds waiting_since',
      staff: 'owner_id deal_owner_id',
    }),
  },
  kpi_visit_fact: {
    columns: columns({
      key: 'visit_id',
      business:
        'day status plan_day kept_plan client_cancelled with_order order_amount store_seconds route_meters',
      staff: 'owner_id',
    }),
  },
  kpi_opportunity_day: {
    columns: columns({
      key: 'pipeline_id',
      business:
        'day created_count created_amount won_count won_amount lost_count lost_amount won_cycle_seconds created_won_count created_open_count',
      staff: 'owner_id',
    }),
  },
  kpi_opportunity_rollup: {
    columns: columns({
      key: 'pipeline_id',
      business:
        'day created_count created_amount won_count won_amount lost_count lost_amount won_cycle_seconds created_won_count created_open_count',
      staff: 'owner_id',
      technical: 'grain',
    }),
  },
  kpi_stage_day: {
    columns: columns({
      key: 'pipeline_id stage_id',
      business: 'day previous_day entered advanced dropped amount left_count left_seconds',
      staff: 'owner_id',
    }),
  },
  kpi_stage_rollup: {
    columns: columns({
      key: 'pipeline_id stage_id',
      business: 'day previous_day entered advanced dropped amount left_count left_seconds',
      staff: 'owner_id',
      technical: 'grain',
    }),
  },
  kpi_duration: {
    columns: columns({
      key: 'subject_id',
      business: 'measure grain day band count counts seconds',
      staff: 'owner_id',
    }),
  },
  kpi_lost: {
    columns: columns({
      key: 'pipeline_id stage_id',
      business: 'grain day reason count amount',
      staff: 'owner_id',
    }),
  },
  kpi_open_pipeline: {
    columns: columns({
      key: 'pipeline_id',
      business: 'expected_day open_count open_amount weighted',
      staff: 'owner_id',
    }),
  },
  kpi_open_rollup: {
    columns: columns({
      key: 'pipeline_id',
      business: 'day open_count open_amount weighted',
      staff: 'owner_id',
      technical: 'grain',
    }),
  },
  kpi_visit_day: {
    columns: columns({
      business:
        'day planned confirmed completed cancelled no_show skipped with_order order_amount worked timed store_seconds routed route_meters due kept client_cancelled',
      staff: 'owner_id',
    }),
  },
  kpi_visit_rollup: {
    columns: columns({
      business:
        'day planned confirmed completed cancelled no_show skipped with_order order_amount worked timed store_seconds routed route_meters due kept client_cancelled',
      staff: 'owner_id',
      technical: 'grain',
    }),
  },
  kpi_client_fact: {
    columns: columns({
      key: 'client_id',
      business:
        'lifecycle source lead created_day response_seconds customer_day contact_day visit_day order_day repeat_day at_risk_day at_risk_due lost_day',
      staff:
        'owner_id created_owner_id customer_owner_id contact_owner_id visit_owner_id order_owner_id repeat_owner_id at_risk_owner_id lost_owner_id',
    }),
  },
  kpi_client_day: {
    columns: columns({
      business:
        'day leads leads_won leads_contacted customers contact_reached visit_reached order_reached repeat_reached at_risk_reached lost_reached contact_passed visit_passed order_passed repeat_passed at_risk_passed visit_cohort order_cohort repeat_cohort at_risk_cohort lost_cohort',
      staff: 'owner_id',
    }),
  },
  kpi_client_day_rollup: {
    columns: columns({
      business:
        'day leads leads_won leads_contacted customers contact_reached visit_reached order_reached repeat_reached at_risk_reached lost_reached contact_passed visit_passed order_passed repeat_passed at_risk_passed visit_cohort order_cohort repeat_cohort at_risk_cohort lost_cohort',
      staff: 'owner_id',
      technical: 'grain',
    }),
  },
  kpi_client_source: {
    columns: columns({
      business: 'day source leads leads_won now_lead now_prospect now_customer now_dormant now_lost',
      staff: 'owner_id',
    }),
  },
  kpi_client_source_rollup: {
    columns: columns({
      business: 'day source leads leads_won now_lead now_prospect now_customer now_dormant now_lost',
      staff: 'owner_id',
      technical: 'grain',
    }),
  },
  kpi_client_length: { columns: columns({ business: 'day wait length clients', staff: 'owner_id' }) },
  kpi_client_length_rollup: {
    columns: columns({ business: 'day wait length clients', staff: 'owner_id', technical: 'grain' }),
  },
  kpi_visit_stay: { columns: columns({ business: 'day minutes visits', staff: 'owner_id' }) },
  kpi_visit_stay_rollup: {
    columns: columns({ business: 'day minutes visits', staff: 'owner_id', technical: 'grain' }),
  },
  kpi_care_fact: {
    columns: columns({
      key: 'client_id',
      business: 'from_day to_day visit_day good_to',
      staff: 'owner_id',
    }),
  },
  kpi_care_sum: {
    columns: columns({ business: 'day visit_day assigned good', staff: 'owner_id', technical: 'grain' }),
  },
  // Beside the sums, what is to be added to them.
  kpi_opportunity_fresh: {
    columns: columns({
      key: 'pipeline_id',
      business:
        'day created_count created_amount won_count won_amount lost_count lost_amount won_cycle_seconds created_won_count created_open_count',
      staff: 'owner_id',
    }),
  },
  kpi_stage_fresh: {
    columns: columns({
      key: 'pipeline_id stage_id',
      business: 'day previous_day entered advanced dropped amount left_count left_seconds',
      staff: 'owner_id',
    }),
  },
  kpi_open_fresh: {
    columns: columns({
      key: 'pipeline_id',
      business: 'expected_day open_count open_amount weighted',
      staff: 'owner_id',
    }),
  },
  kpi_duration_fresh: {
    columns: columns({ key: 'subject_id', business: 'measure day bucket count seconds', staff: 'owner_id' }),
  },
  kpi_lost_fresh: {
    columns: columns({ key: 'pipeline_id stage_id', business: 'day reason count amount', staff: 'owner_id' }),
  },
  kpi_visit_fresh: {
    columns: columns({
      business:
        'day planned confirmed completed cancelled no_show skipped with_order order_amount worked timed store_seconds routed route_meters due kept client_cancelled',
      staff: 'owner_id',
    }),
  },
  kpi_visit_stay_fresh: { columns: columns({ business: 'day minutes visits', staff: 'owner_id' }) },
  kpi_client_fresh: {
    columns: columns({
      business:
        'day leads leads_won leads_contacted customers contact_reached visit_reached order_reached repeat_reached at_risk_reached lost_reached contact_passed visit_passed order_passed repeat_passed at_risk_passed visit_cohort order_cohort repeat_cohort at_risk_cohort lost_cohort',
      staff: 'owner_id',
    }),
  },
  kpi_client_source_fresh: {
    columns: columns({
      business: 'day source leads leads_won now_lead now_prospect now_customer now_dormant now_lost',
      staff: 'owner_id',
    }),
  },
  kpi_client_length_fresh: {
    columns: columns({ business: 'day wait length clients', staff: 'owner_id' }),
  },
  kpi_care_fresh: { columns: columns({ business: 'day visit_day assigned good', staff: 'owner_id' }) },
  kpi_pipeline_snapshot: {
    columns: columns({
      key: 'pipeline_id',
      business: 'day expected_month open_count open_amount weighted',
      staff: 'owner_id',
    }),
  },
  webhook_subscriptions: {
    columns: columns({
      key: 'id',
      staff: 'created_by_id',
      secret: 'secret key_id former_secret former_key_id',
      technical:
        'url description events status pause include_personal_data include_protected_fields former_until starts_after failing_since rests_until version created_at updated_at',
    }),
  },
  // What is sent stands in the journal alone, where it is scrubbed.
  webhook_deliveries: {
    columns: columns({
      key: 'id subscription_id journal_id entity_id',
      technical:
        'action status attempts next_attempt_at leased_until last_attempt_at last_status last_error delivered_at created_at',
    }),
  },
  webhook_feed: {
    columns: columns({ technical: 'name transaction journal_id floor_id seen_id updated_at' }),
  },
  kpi_watermark: { columns: columns({ technical: 'name transaction refreshed_at' }) },
  _prisma_migrations: {
    columns: columns({
      technical: 'id checksum finished_at migration_name logs rolled_back_at started_at applied_steps_count',
    }),
  },
};
