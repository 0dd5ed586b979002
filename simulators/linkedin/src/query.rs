//! Query parameters as Rest.li 2.0 writes them: `List(a,b)` bare, every value percent-encoded.

use axum::extract::FromRequestParts;
use http::request::Parts;

use super::errors::{ApiError, ApiResult};
use super::urn::{Urn, decoded};

/// Elements on a page when the caller does not say.
const DEFAULT_COUNT: usize = 10;
/// Elements on a page at most.
const MAX_COUNT: usize = 100;

/// The parameters of one call, values still encoded.
pub struct Query(Vec<(String, String)>);

/// Which part of a list the caller wants.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Page {
    /// Index of the first element.
    pub start: usize,
    /// Elements at most, 1 to 100.
    pub count: usize,
}

impl Query {
    /// 400 for any parameter that is not in `names`.
    pub fn permit(self, names: &[&str]) -> ApiResult<Self> {
        match self.0.iter().find(|(name, _)| !names.contains(&name.as_str())) {
            Some((name, _)) => Err(ApiError::query(name)),
            None => Ok(self),
        }
    }

    /// 400 unless the finder (or action) `value` is asked for by `name`.
    pub fn expect(&self, name: &str, value: &str) -> ApiResult<()> {
        if self.text(name)?.as_deref() == Some(value) { Ok(()) } else { Err(ApiError::query(name)) }
    }

    /// A single value, decoded.
    pub fn text(&self, name: &str) -> ApiResult<Option<String>> {
        let decode = |raw: &str| decoded(raw).ok_or_else(|| ApiError::query(name));
        self.raw(name).map(decode).transpose()
    }

    /// A URN that must be there.
    pub fn urn(&self, name: &str) -> ApiResult<Urn> {
        let urn = self.text(name)?.and_then(|text| text.parse().ok());
        urn.ok_or_else(|| ApiError::query(name))
    }

    /// The values of `List(a,b)`, decoded; empty where the parameter is absent.
    pub fn list(&self, name: &str) -> ApiResult<Vec<String>> {
        let Some(raw) = self.raw(name) else { return Ok(Vec::new()) };
        let inner = raw.strip_prefix("List(").and_then(|rest| rest.strip_suffix(')'));
        let values = inner.ok_or_else(|| ApiError::query(name))?.split(',');
        values
            .filter(|value| !value.is_empty())
            .map(decoded)
            .collect::<Option<_>>()
            .ok_or_else(|| ApiError::query(name))
    }

    /// The URNs of `List(..)`, each of `kind`.
    pub fn urns(&self, name: &str, kind: &str) -> ApiResult<Vec<Urn>> {
        let parse = |text: String| text.parse().ok().filter(|urn: &Urn| urn.kind == kind);
        let urns = self.list(name)?.into_iter().map(parse).collect::<Option<_>>();
        urns.ok_or_else(|| ApiError::query(name))
    }

    /// A post as an analytics finder names it: `(share:{urn})` or `(ugc:{urn})`, the URN encoded.
    pub fn post(&self, name: &str) -> ApiResult<Urn> {
        let raw = self.raw(name).unwrap_or_default();
        let inner = raw.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
        let (key, value) =
            inner.and_then(|inner| inner.split_once(':')).ok_or_else(|| ApiError::query(name))?;
        let kind = if key == "ugc" { "ugcPost" } else { key };
        let urn = decoded(value).and_then(|text| text.parse().ok());
        urn.filter(|urn: &Urn| urn.is_post() && urn.kind == kind)
            .ok_or_else(|| ApiError::query(name))
    }

    /// `start` and `count`.
    pub fn page(&self) -> ApiResult<Page> {
        let number = |name: &str, otherwise| match self.text(name)? {
            Some(text) => text.parse().map_err(|_| ApiError::query(name)),
            None => Ok(otherwise),
        };
        let page = Page { start: number("start", 0)?, count: number("count", DEFAULT_COUNT)? };
        if (1..=MAX_COUNT).contains(&page.count) { Ok(page) } else { Err(ApiError::query("count")) }
    }

    fn raw(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }
}

impl<S: Sync> FromRequestParts<S> for Query {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> ApiResult<Self> {
        let pairs =
            parts.uri.query().unwrap_or_default().split('&').filter(|pair| !pair.is_empty());
        let split = |pair: &str| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            (name.to_owned(), value.to_owned())
        };
        Ok(Self(pairs.map(split).collect()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn query(raw: &str) -> Query {
        let request = http::Request::get(format!("/?{raw}")).body(()).unwrap();
        Query::from_request_parts(&mut request.into_parts().0, &()).await.unwrap()
    }

    #[tokio::test]
    async fn a_list_is_bare_and_its_values_are_encoded() {
        let good = query("shares=List(urn%3Ali%3Ashare%3A1,urn%3Ali%3Ashare%3A2)").await;
        assert_eq!(good.urns("shares", "share").unwrap().len(), 2);
        assert!(good.urns("shares", "ugcPost").is_err());
        for bad in
            ["List(urn:li:share:1)", "List%28urn%3Ali%3Ashare%3A1%29", "urn%3Ali%3Ashare%3A1"]
        {
            assert!(
                query(&format!("shares={bad}")).await.urns("shares", "share").is_err(),
                "{bad}"
            );
        }
    }

    #[tokio::test]
    async fn a_page_holds_1_to_100_elements() {
        assert_eq!(query("").await.page().unwrap(), Page { start: 0, count: 10 });
        assert_eq!(
            query("start=100&count=100").await.page().unwrap(),
            Page { start: 100, count: 100 }
        );
        for bad in ["count=0", "count=101", "count=ten", "start=-1"] {
            assert!(query(bad).await.page().is_err(), "{bad}");
        }
    }
}
