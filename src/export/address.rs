//! Addresses of documents as other programs take them.

/// An address with what addresses may not hold percent-encoded.
pub(super) fn encoded(url: &str) -> String {
    with_encoded(url, |_| false)
}

/// The same in ASCII alone, as a URI is.
pub(super) fn uri(url: &str) -> String {
    with_encoded(url, |c| !c.is_ascii())
}

fn with_encoded(url: &str, also: impl Fn(char) -> bool) -> String {
    let mut encoded = String::with_capacity(url.len());
    for c in url.trim().chars() {
        if c.is_whitespace() || c.is_control() || "\"<>\\^`{|}".contains(c) || also(c) {
            c.encode_utf8(&mut [0; 4]).bytes().for_each(|byte| encoded.push_str(&format!("%{byte:02X}")));
        } else {
            encoded.push(c);
        }
    }
    encoded
}
