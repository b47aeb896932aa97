//! Ranges of IP addresses in CIDR notation (RFC 4632, RFC 4291), and the origins of web pages (RFC 6454).

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::str::FromStr;

/// A range of addresses, with no host bits set. An IPv4-mapped IPv6 range (`::ffff:…`) becomes an IPv4 range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IpRange {
    address: IpAddr,
    prefix: u8,
}

impl IpRange {
    /// Whether it holds every address of its IP version.
    #[must_use]
    pub fn is_everything(self) -> bool {
        self.prefix == 0
    }

    /// The range with a prefix of `prefix` bits that holds `address`.
    fn around(address: IpAddr, prefix: u8) -> Self {
        let address = match address {
            IpAddr::V4(address) => {
                let mask = u32::MAX.checked_shl(32 - u32::from(prefix)).unwrap_or(0);
                Ipv4Addr::from_bits(address.to_bits() & mask).into()
            }
            IpAddr::V6(address) => {
                let mask = u128::MAX.checked_shl(128 - u32::from(prefix)).unwrap_or(0);
                Ipv6Addr::from_bits(address.to_bits() & mask).into()
            }
        };
        Self { address, prefix }
    }
}

impl FromStr for IpRange {
    type Err = IpRangeError;

    fn from_str(text: &str) -> Result<Self, IpRangeError> {
        let (address, prefix) = match text.split_once('/') {
            Some((address, prefix)) => (address, Some(prefix)),
            None => (text, None),
        };
        let address: IpAddr = address.parse().map_err(|_| IpRangeError::Address)?;
        let most = if address.is_ipv4() { 32 } else { 128 };
        let prefix = match prefix {
            None => most,
            Some(digits) if digits.bytes().all(|byte| byte.is_ascii_digit()) => digits
                .parse()
                .ok()
                .filter(|prefix| *prefix <= most)
                .ok_or(IpRangeError::Prefix { most })?,
            Some(_) => return Err(IpRangeError::Prefix { most }),
        };
        let range = Self::around(address, prefix);
        if range.address != address {
            return Err(IpRangeError::HostBits { range });
        }
        Ok(match address {
            IpAddr::V6(v6) if prefix >= 96 => match v6.to_ipv4_mapped() {
                Some(v4) => Self {
                    address: v4.into(),
                    prefix: prefix - 96,
                },
                None => range,
            },
            _ => range,
        })
    }
}

impl fmt::Display for IpRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.address, self.prefix)
    }
}

/// Why a text is not a range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IpRangeError {
    /// The address is not valid.
    Address,
    /// The length of the prefix is not a number of bits.
    Prefix {
        /// The greatest length of a prefix: 32 or 128 bits.
        most: u8,
    },
    /// Host bits are set: it is an address, not a range.
    HostBits {
        /// The range that it is in.
        range: IpRange,
    },
}

impl fmt::Display for IpRangeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Address => f.write_str(
                "is not an IP address. Write it as 203.0.113.7, 203.0.113.0/24 or 2001:db8::/32.",
            ),
            Self::Prefix { most } => write!(
                f,
                "has no valid prefix. Put a number from 0 to {most} after the slash."
            ),
            Self::HostBits { range } => write!(
                f,
                "has bits set after its prefix. Write the range as {range}, or the one address without a slash."
            ),
        }
    }
}

impl std::error::Error for IpRangeError {}

/// The origin of web pages as browsers send it: `https://app.example.com`, in lower case; `None` for anything else.
pub(super) fn origin(text: &str) -> Option<String> {
    let lower = text.to_ascii_lowercase();
    let (scheme, place) = lower.split_once("://")?;
    let usual = match scheme {
        "http" => "80",
        "https" => "443",
        _ => return None,
    };
    // An IPv6 address has colons inside its brackets.
    let (host, port) = match place.rsplit_once(':') {
        Some((host, port)) if !port.contains(']') => (host, Some(port)),
        _ => (place, None),
    };
    let is_name = !host.is_empty()
        && host.split('.').all(|part| !part.is_empty())
        && host
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.'));
    let is_v6 = host
        .strip_prefix('[')
        .and_then(|host| host.strip_suffix(']'))
        .is_some_and(|host| host.parse::<Ipv6Addr>().is_ok());
    if !is_name && !is_v6 {
        return None;
    }
    match port {
        None => Some(lower),
        Some(port) if port == usual => Some(format!("{scheme}://{host}")),
        Some(port) => {
            let number: u16 = port.parse().ok()?;
            (number > 0 && number.to_string() == port).then_some(lower)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{IpRange, IpRangeError, origin};

    #[test]
    fn ranges_are_read_and_written_with_their_prefix() {
        for (text, written) in [
            ("203.0.113.7", "203.0.113.7/32"),
            ("203.0.113.0/24", "203.0.113.0/24"),
            ("0.0.0.0/0", "0.0.0.0/0"),
            ("2001:DB8::/32", "2001:db8::/32"),
            ("::1", "::1/128"),
            ("::/0", "::/0"),
            ("::ffff:203.0.113.0/120", "203.0.113.0/24"),
            ("::ffff:203.0.113.7", "203.0.113.7/32"),
        ] {
            let range: IpRange = text.parse().unwrap();
            assert_eq!(range.to_string(), written, "{text}");
            assert_eq!(range.is_everything(), written.ends_with("/0"));
        }
    }

    #[test]
    fn what_is_no_range_is_refused_in_words() {
        for (text, said) in [
            ("", "is not an IP address"),
            ("example.com", "is not an IP address"),
            ("203.0.113", "is not an IP address"),
            ("203.0.113.256", "is not an IP address"),
            ("010.0.0.1", "is not an IP address"),
            (" 203.0.113.7", "is not an IP address"),
            ("203.0.113.0/33", "from 0 to 32"),
            ("203.0.113.0/", "from 0 to 32"),
            ("203.0.113.0/-1", "from 0 to 32"),
            ("203.0.113.0/+8", "from 0 to 32"),
            ("2001:db8::/129", "from 0 to 128"),
            ("2001:db8::/255.0.0.0", "from 0 to 128"),
            ("203.0.113.7/24", "203.0.113.0/24"),
            ("2001:db8::1/32", "2001:db8::/32"),
            ("1.0.0.0/0", "0.0.0.0/0"),
        ] {
            let error = text.parse::<IpRange>().unwrap_err();
            assert!(error.to_string().contains(said), "{text}: {error}");
        }
        assert_eq!("x/24".parse::<IpRange>(), Err(IpRangeError::Address));
    }

    #[test]
    fn an_origin_is_a_scheme_a_host_and_a_port_and_no_more() {
        for (text, read) in [
            ("https://app.example.com", Some("https://app.example.com")),
            ("HTTPS://App.Example.com", Some("https://app.example.com")),
            ("http://localhost:3000", Some("http://localhost:3000")),
            ("https://example.com:443", Some("https://example.com")),
            ("http://[::1]:8080", Some("http://[::1]:8080")),
            ("http://[::1]", Some("http://[::1]")),
            ("https://example.com/", None),
            ("https://example.com/path", None),
            ("https://user@example.com", None),
            ("https://*.example.com", None),
            ("https://example..com", None),
            ("https://example.com:99999", None),
            ("https://example.com:080", None),
            ("ftp://example.com", None),
            ("example.com", None),
            ("*", None),
            ("null", None),
            ("https://", None),
        ] {
            assert_eq!(origin(text).as_deref(), read, "{text}");
        }
    }
}
