import { rules } from "@rightstatus/conformance";
import { describe, expect, it } from "vitest";
import { probeRules } from "../../packages/conformance/src/probe/rules.ts";

/**
 * The 106 rules of github.com/cispa/http-conformance (Rautenstrauch and Stock, ASIACCS 2024) by their names, and those
 * of ours that judge the same sentence.
 */
const ours: Readonly<Record<string, string>> = {
  continue_before_upgrade: "interim/100-before-101",
  code_400_after_bad_host_request: "probe/host-missing probe/host-twice probe/host-invalid",
  code_501_unknown_methods: "method/501-unknown",
  code_405_blocked_methods: "method/405-known",
  content_head_request: "framing/head-no-content",
  allow_crlf_start: "probe/empty-line-first",
  reject_msgs_with_whitespace_between_startline_and_first_header_field: "probe/space-first",
  code_400_if_msg_with_whitespace_between_header_field_and_colon: "probe/space-before-colon",
  content_length_2XX_connect: "framing/content-length-connect",
  transfer_encoding_2XX_connect: "framing/te-connect",
  response_directive_no_cache: "cc/qualified-quoted",
  response_directive_private: "cc/qualified-quoted",
  response_directive_max_age: "cc/delta-token",
  response_directive_s_maxage: "cc/delta-token",
  duplicate_fields: "field/singleton-duplicate framing/content-length-single",
  content_length_1XX_204: "framing/content-length-1xx framing/content-length-204",
  send_upgrade_426: "status/426-upgrade",
  send_upgrade_101: "status/101-upgrade",
  switch_protocol_without_client: "status/101-offered",
  cookie_grammar: "cookie/syntax",
  duplicate_cookie_attribute: "cookie/attribute-duplicate",
  duplicate_cookies: "cookie/name-duplicate",
  cookie_IMF_fixdate: "cookie/expires-format",
  coep_grammar: "field/structured-parse",
  permissions_policy_grammar: "field/structured-parse",
  coop_grammar: "field/structured-parse",
  xcto_grammar: "nosniff/value",
  sts_grammar: "hsts/max-age",
  access_control_allow_origin_grammar: "cors/origin-single",
  access_control_allow_credentials_grammar: "cors/credentials-true",
  access_control_expose_headers_grammar: "field/list-of-tokens",
  access_control_max_age_grammar: "cors/max-age",
  access_control_allow_methods_grammar: "field/list-of-tokens",
  access_control_allow_headers_grammar: "field/list-of-tokens",
  age_grammar: "age/syntax",
  cache_control_grammar: "cc/syntax",
  server_grammar: "field/server-syntax",
  retry_after_grammar: "retry-after/syntax",
  proxy_authorization_grammar: "field/request-only",
  location_header_grammar: "location/syntax",
  last_modified_grammar: "field/date-format",
  expires_grammar: "expires/valid",
  etag_grammar: "etag/syntax",
  date_grammar: "field/date-format",
  content_type_grammar: "content-type/syntax",
  range_grammar: "range/content-range-syntax",
  content_length_grammar: "framing/content-length-syntax",
  content_language_grammar: "content-language/syntax",
  content_encoding_grammar: "field/list-of-tokens",
  connection_grammar: "field/list-of-tokens",
  allow_grammar: "method/allow-syntax",
  accept_ranges_grammar: "range/accept-ranges-syntax",
  accept_encoding_grammar: "field/list-of-tokens neg/qvalue",
  accept_patch_grammar: "neg/accept-patch-syntax",
  transfer_encoding_grammar: "field/list-of-tokens",
  vary_grammar: "vary/syntax",
  server_header_long: "field/server-verbose",
  content_type_header_required: "content-type/present",
  sts_directives_only_allowed_once: "hsts/max-age",
  only_one_sts_header_allowed: "field/singleton-duplicate",
  sts_header_http: "hsts/over-http",
  date_header_required: "date/present",
  no_transfer_encoding_1xx_204: "framing/te-1xx framing/te-204",
  transfer_encoding_http11: "framing/te-http10",
  sts_max_age: "hsts/max-age",
  post_invalid_response_codes: "range/post-status",
  close_option_in_final_response: "connection/close-echo",
  no_bare_cr: "field/bare-cr",
  code_101_not_allowed_in_http2: "interim/101-http2",
  field_name_nonvisible_asciichars: "field/name-token field/h2-lowercase",
  field_name_colon_except_for_pseudo_header_fields: "field/h2-no-colon",
  field_value_zero_value_lf_cr: "field/value-no-crlf-nul",
  field_value_start_or_end_with_whitespace: "field/value-trimmed",
  code_300_metadata: "status/300-content",
  code_301_location: "status/3xx-location",
  code_302_location: "status/3xx-location",
  code_303_location: "status/3xx-location",
  code_307_location: "status/3xx-location",
  code_308_location: "status/3xx-location",
  code_415_unsupported_media_type: "neg/415-hint",
  code_416_content_range: "range/416-content-range",
  code_204_no_additional_content: "framing/204-no-content",
  code_205_no_content_allowed: "framing/205-no-content",
  code_206_content_range: "range/206-content-range",
  code_206_content_range_of_multiple_part_response: "range/206-multipart-no-content-range",
  code_401_www_authenticate: "status/401-challenge",
  code_405_allow: "method/405-allow",
  code_407_proxy_authenticate: "status/407-challenge",
  code_304_no_content: "framing/304-no-content",
  content_length_same_head_get: "framing/head-content-length",
  content_length_same_304_200: "framing/304-content-length",
  accept_patch_presence: "neg/accept-patch-options",
  head_get_headers: "method/head-parity",
  code_206_headers: "range/206-copy-fields",
  code_304_headers: "304/required-fields",
};

/** Those that none of ours judges, and why. */
const others: Readonly<Record<string, string>> = {
  reject_fields_contaning_cr_lf_nul:
    "RFC 9110 section 5.5 lets a recipient replace them, and no response tells: the prober sends them and judges what comes",
  code_300_location:
    "RFC 9110 section 15.4.1: whether there is a preferred choice the server alone knows",
  code_413_retry_after: "RFC 9110 section 15.5.14: whether it is temporary the server alone knows",
  corp_grammar: "of Fetch alone: no client but a browser looks at it",
  csp_grammar: "of Content Security Policy",
  csp_ro_grammar: "of Content Security Policy",
  duplicate_csp: "of Content Security Policy, whose third level has policies add up",
  duplicate_csp_ro: "of Content Security Policy, whose third level has policies add up",
  xfo_grammar: "of HTML, which takes several values",
  redirect_after_upgrade_insecure_requests: "of Upgrade Insecure Requests",
  STS_header_after_upgrade_insecure_requests: "of Upgrade Insecure Requests",
};

describe("http-conformance, rule by rule", () => {
  it("has 106, each with rules of ours or a reason", () => {
    const names = [...Object.keys(ours), ...Object.keys(others)];
    expect(new Set(names).size).toBe(106);
    expect(names.length).toBe(106);
  });

  it.each(Object.entries(ours))("%s: %s", (_theirs, ids) => {
    const all = [...rules.map(({ id }) => id), ...Object.keys(probeRules)];
    expect(ids.split(" ").filter((id) => !all.includes(id))).toEqual([]);
  });
});
