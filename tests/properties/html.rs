//! Pages of HTML.

use super::{readers, reads};

/// Tags, attributes and what else makes a page.
pub(super) const WORDS: &[&str] = &[
    "<html>",
    "<head>",
    "<title>",
    "</title>",
    "<body>",
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "<table><tr><td>",
    "<svg>",
    "<math>",
    "<template>",
    "<script>",
    "</script>",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "&amp;",
    "&#0;",
    "&#x1f680;",
    "&#xd800;",
    "<br>",
    "<a href=\"javascript:x\">",
    "<article>",
    "<h1>",
    "<ul><li>",
    "<pre>",
    "<meta property=\"article:published_time\" content=\"",
    "2024-01-04T10:00:00Z",
    "\">",
    "<frameset>",
    "<select><option>",
    "<noscript>",
    "<b><i></b>",
    "Iran struck a base in Iraq on Monday. ",
    "Hezbollah said it had fired rockets at Israel in retaliation. ",
    "\u{0}",
    "\u{feff}",
    "<",
    ">",
    "=",
    "'",
    "\"",
    "/>",
    "<script type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"headline\":\"",
];

/// Any page is read or refused.
pub(super) fn holds(html: &str) {
    let (documents, _) = readers();
    if let Ok(document) = documents.html("x", html) {
        reads(&document);
    }
}
