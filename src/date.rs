//! Dates as exact as the text gives them: a day, a month or a year.

use std::error::Error;
use std::fmt;
use std::str::FromStr;

use jiff::civil::{self, Date};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// An ISO 8601 date of reduced precision: `2024-01-23`, `2024-01` or `2024`.
///
/// ```
/// use reprisal::PartialDate;
/// let month: PartialDate = "2024-02".parse().unwrap();
/// assert_eq!(month.last_day().to_string(), "2024-02-29");
/// assert!(month.contains("2024-02-10".parse().unwrap()));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PartialDate {
    /// A year.
    Year(i16),
    /// A month of a year.
    Month(i16, i8),
    /// A day.
    Day(Date),
}

impl PartialDate {
    /// The date without what another one does not tell: of a day, the month or the year.
    ///
    /// ```
    /// use reprisal::PartialDate;
    ///
    /// let day: PartialDate = "2022-11-27".parse()?;
    /// assert_eq!(day.as_exact_as("2022-11".parse()?), "2022-11".parse()?);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn as_exact_as(self, other: PartialDate) -> PartialDate {
        match (self, other) {
            (PartialDate::Day(day), PartialDate::Month(..)) => PartialDate::Month(day.year(), day.month()),
            (_, PartialDate::Year(_)) => PartialDate::Year(self.first_day().year()),
            _ => self,
        }
    }

    /// The first day that the date covers.
    #[must_use]
    pub fn first_day(self) -> Date {
        match self {
            PartialDate::Year(year) => civil::date(year, 1, 1),
            PartialDate::Month(year, month) => civil::date(year, month, 1),
            PartialDate::Day(day) => day,
        }
    }

    /// The last day that the date covers.
    #[must_use]
    pub fn last_day(self) -> Date {
        match self {
            PartialDate::Year(year) => civil::date(year, 12, 31),
            PartialDate::Month(year, month) => civil::date(year, month, 1).last_of_month(),
            PartialDate::Day(day) => day,
        }
    }

    /// Whether `day` lies within the date.
    #[must_use]
    pub fn contains(self, day: Date) -> bool {
        self.first_day() <= day && day <= self.last_day()
    }
}

/// Text that is no ISO date of day, month or year.
///
/// ```
/// let wrong = "next Tuesday".parse::<reprisal::PartialDate>().unwrap_err();
/// assert_eq!(wrong.to_string(), "\"next Tuesday\" is no date: write YYYY-MM-DD, YYYY-MM or YYYY");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateError(pub String);

impl fmt::Display for DateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} is no date: write YYYY-MM-DD, YYYY-MM or YYYY", self.0)
    }
}

impl Error for DateError {}

impl FromStr for PartialDate {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        let wrong = || DateError(text.to_owned());
        if !text.bytes().all(|b| b.is_ascii_digit() || b == b'-') {
            return Err(wrong());
        }
        match text.len() {
            4 => {
                let year = text.parse().map_err(|_| wrong())?;
                Date::new(year, 1, 1).map(|_| PartialDate::Year(year)).map_err(|_| wrong())
            }
            7 => {
                let (year, month) = text.split_once('-').filter(|(year, _)| year.len() == 4).ok_or_else(wrong)?;
                let (year, month) = (year.parse().map_err(|_| wrong())?, month.parse().map_err(|_| wrong())?);
                Date::new(year, month, 1).map(|_| PartialDate::Month(year, month)).map_err(|_| wrong())
            }
            10 => text.parse().map(PartialDate::Day).map_err(|_| wrong()),
            _ => Err(wrong()),
        }
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = match self {
            PartialDate::Year(year) => format!("{year:04}"),
            PartialDate::Month(year, month) => format!("{year:04}-{month:02}"),
            PartialDate::Day(day) => day.to_string(),
        };
        f.pad(&text)
    }
}

impl Serialize for PartialDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for PartialDate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}
