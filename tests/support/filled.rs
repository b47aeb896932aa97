//! A form of a server record that has all there is.

use latchkey::engine::key::record::draft::RecordDraft;

/// A form with something in every field, and characters that each format quotes in its own way.
pub fn filled() -> RecordDraft {
    RecordDraft {
        label: "It's \"Billing\" \\ 100 % $x `é` 🙂 #1: no; {y}, <z>".to_owned(),
        owner: "yes".to_owned(),
        environment: "live".to_owned(),
        scopes: "invoices:read\ninvoices:write, customers:read".to_owned(),
        expires: "2027-11-26".to_owned(),
        rotate: "90".to_owned(),
        requests: "1000".to_owned(),
        burst: "50".to_owned(),
        quota_day: "10,000".to_owned(),
        quota_month: "200000".to_owned(),
        allowed_ips: "203.0.113.0/24\n2001:db8::/33\n198.51.100.7".to_owned(),
        allowed_origins: "https://app.example.com".to_owned(),
        ..RecordDraft::default()
    }
}
