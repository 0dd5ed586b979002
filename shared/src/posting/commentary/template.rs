//! Templates: text with `{{ variables }}` and `{% if … %}`, nothing else.
//!
//! A company writes its own, so a template is judged as a stranger's program: the engine has no
//! filters, functions, includes or files, and loops, which could run for ever, are refused.

use std::cell::RefCell;
use std::fmt;

use upon::{Engine, Value, ValueAccess, ValueMember};

use super::direction::from_the_right;
use super::variables::{FIELD_LIMIT, NAMES, Variables};
use super::with_link;
use crate::app::App;
use crate::model::error::Error;
use crate::model::language::Language;
use crate::model::text::lines;
use crate::providers::linkedin::little_text::{LIMIT, encode, length};
use crate::store::StoredTemplate;
use crate::words::Text;

/// A template that renders with every job.
pub struct Template {
    engine: Engine<'static>,
    compiled: Option<upon::Template<'static>>,
}

/// Why a text is not a valid template; shown to its author.
#[derive(Debug, PartialEq, Eq)]
pub enum TemplateProblem {
    /// There is no text.
    Empty,
    /// The braces don't fit.
    Syntax(String),
    /// A block other than a condition.
    Block(String),
    /// A variable that does not exist.
    UnknownVariable(String),
    /// Something other than a variable between the braces.
    Call,
    /// Candidates could not apply.
    NoApplyLink,
    /// No room is left even without the description.
    TooLong,
    /// What is stored can't be read.
    Unreadable,
}

/// A company's own template, or why it can't be used.
pub type OwnTemplate = Result<Template, TemplateProblem>;

impl TemplateProblem {
    /// What is told to people; it follows a colon.
    pub fn text(&self) -> Text {
        match self {
            Self::Empty => Text::new("template-empty"),
            Self::Syntax(error) => Text::new("template-syntax").with("error", error.as_str()),
            Self::Block(block) => Text::new("template-block").with("block", block.as_str()),
            Self::UnknownVariable(name) => {
                let names = NAMES.join(", ");
                Text::new("template-variable").with("name", name.as_str()).with("names", names)
            }
            Self::Call => Text::new("template-call"),
            Self::NoApplyLink => Text::new("template-link"),
            Self::Unreadable => Text::new("template-unreadable"),
            Self::TooLong => Text::new("template-too-long").with("limit", LIMIT as i64),
        }
    }
}

/// In English: for logs.
impl fmt::Display for TemplateProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.text().fmt(f)
    }
}

/// A text that somebody sent as a template and that is not a valid one.
impl From<TemplateProblem> for Error {
    fn from(problem: TemplateProblem) -> Self {
        let text = Text::new("field-problem").with("field", "template");
        Self::InvalidRequest(text.with("problem", problem.text()))
    }
}

impl Template {
    /// Reads a company's template and tries it with a job that says much and one that says nothing.
    ///
    /// # Errors
    /// [`TemplateProblem`].
    pub fn parse(text: &str) -> Result<Self, TemplateProblem> {
        let text = lines(text);
        if text.is_empty() {
            return Err(TemplateProblem::Empty);
        }
        if text.len() > 4 * LIMIT {
            return Err(TemplateProblem::TooLong);
        }
        if let Some(block) = forbidden_block(&text) {
            return Err(TemplateProblem::Block(block.to_owned()));
        }
        let engine = Engine::new();
        let compiled =
            engine.compile(text).map_err(|error| TemplateProblem::Syntax(reason(&error)))?;
        let template = Self { engine, compiled: Some(compiled) };
        for sample in [talkative(), silent()] {
            let text = template.try_render(&sample)?;
            if !text.contains(&sample.apply_url) {
                return Err(TemplateProblem::NoApplyLink);
            }
            if length(&encode(&text)) > LIMIT {
                return Err(TemplateProblem::TooLong);
            }
        }
        Ok(template)
    }

    /// The text it was read from, cleaned.
    pub fn source(&self) -> &str {
        self.compiled.as_ref().map_or("", upon::Template::source)
    }

    /// Whether it holds the variable `name`.
    pub(super) fn names(&self, name: &str) -> bool {
        self.source().contains(name)
    }

    /// The company's stored template; `None` where it uses the standard text. For one that can't be used any
    /// more the standard text stands in, and the author is told ([`super::Manner::template`]).
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub async fn of_company(app: &App, company_id: i64) -> Result<Option<OwnTemplate>, Error> {
        let own = match app.store.template(company_id).await? {
            StoredTemplate::Standard => return Ok(None),
            StoredTemplate::Own(text) => Self::parse(&text),
            StoredTemplate::Unreadable => Err(TemplateProblem::Unreadable),
        };
        if let Err(problem) = &own {
            tracing::warn!(company_id, %problem, "the stored template is not valid");
        }
        Ok(Some(own))
    }

    /// The text with `variables`. Candidates can always apply: where a template without the link was
    /// stored all the same, the link is added.
    pub(super) fn render(&self, variables: &Variables) -> String {
        let text = self.try_render(variables).unwrap_or_default();
        let text =
            if variables.language == Language::Arabic { from_the_right(&text) } else { text };
        with_link(text, variables)
    }

    fn try_render(&self, variables: &Variables) -> Result<String, TemplateProblem> {
        let Some(compiled) = &self.compiled else { return Err(TemplateProblem::Empty) };
        let unknown = RefCell::new(None);
        let value = |path: &[ValueMember<'_>]| {
            let name = spelled(path);
            let value = variables.get(&name).map(|value| Value::from(value.to_owned()));
            if value.is_none() {
                unknown.borrow_mut().get_or_insert(name);
            }
            Ok(value.unwrap_or(Value::None))
        };
        let rendered = compiled.render_from_fn(&self.engine, value).to_string();
        match (unknown.into_inner(), rendered) {
            (Some(name), _) => Err(TemplateProblem::UnknownVariable(name)),
            (None, rendered) => rendered.map(|text| tidy(&text)).map_err(|_| TemplateProblem::Call),
        }
    }
}

impl fmt::Debug for Template {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Template").field(&self.source()).finish()
    }
}

/// The first word of a `{% … %}` that is no condition.
fn forbidden_block(text: &str) -> Option<&str> {
    text.split("{%").skip(1).find_map(|rest| {
        let rest = rest.trim_start_matches('-').trim_start();
        let word = rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        (!matches!(word, "if" | "else" | "endif")).then_some(word)
    })
}

fn spelled(path: &[ValueMember<'_>]) -> String {
    let member = |member: &ValueMember<'_>| match member.access {
        ValueAccess::Key(key) => key.to_owned(),
        ValueAccess::Index(index) => index.to_string(),
    };
    path.iter().map(member).collect::<Vec<_>>().join(".")
}

/// The engine's own words, without its name for the situation.
fn reason(error: &upon::Error) -> String {
    error.to_string().trim_start_matches("invalid syntax: ").to_owned()
}

/// Without the gaps that an absent variable leaves: at most one empty line in a row.
pub(super) fn tidy(text: &str) -> String {
    let mut tidied = String::with_capacity(text.len());
    let mut empty = 0;
    for line in text.trim().lines().map(str::trim_end) {
        empty = if line.is_empty() { empty + 1 } else { 0 };
        if empty < 2 {
            tidied.push_str(line);
            tidied.push('\n');
        }
    }
    tidied.trim_end().to_owned()
}

/// A job whose every field is as long as a field can be, but for what gives way.
fn talkative() -> Variables {
    let field = "x".repeat(FIELD_LIMIT);
    Variables {
        language: Language::French,
        title: field.clone(),
        company: field.clone(),
        location: field.clone(),
        address: field.clone(),
        work_mode: "télétravail".to_owned(),
        job_type: "Temps partiel".to_owned(),
        salary: "900 000 000 – 1 400 000 000 FCFA par semaine".to_owned(),
        headline: field.repeat(2),
        description: String::new(),
        sections: String::new(),
        skills: field,
        hashtags: "#Recrutement".to_owned(),
        apply_url: "https://www.example.com/offres/9007199254740991".to_owned(),
    }
}

/// A job with nothing but a title.
fn silent() -> Variables {
    let nothing = String::new;
    Variables {
        title: "x".to_owned(),
        headline: "x".to_owned(),
        company: nothing(),
        location: nothing(),
        address: nothing(),
        work_mode: nothing(),
        job_type: nothing(),
        salary: nothing(),
        skills: nothing(),
        hashtags: nothing(),
        ..talkative()
    }
}
