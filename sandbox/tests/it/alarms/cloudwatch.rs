//! CloudWatch, as far as our alarms need it: our metrics come out of the log (embedded metric format), AWS's own
//! are told by the story, and each alarm of `template.yaml` is looked at once a period.

use std::collections::{BTreeMap, BTreeSet};

use sandbox::world::TEMPLATE;
use serde_json::Value as Json;
use serde_yaml_ng::Value;

use super::expression::evaluate;

/// What the stack is called in the log of a test.
const SERVICE: &str = "test";

/// One value of one metric.
struct Point {
    second: i64,
    namespace: String,
    metric: String,
    dimensions: BTreeMap<String, String>,
    value: f64,
}

/// Everything that was recorded.
pub(super) struct Metrics(Vec<Point>);

/// A metric that an alarm looks at.
struct Series {
    namespace: String,
    metric: String,
    dimensions: BTreeMap<String, String>,
    statistic: String,
}

/// What gives an alarm its value in a period.
enum Source {
    Metric(Series),
    Expression { expression: String, metrics: Vec<(String, Series)> },
}

/// An alarm.
pub(super) struct Alarm {
    pub(super) name: String,
    source: Source,
    period: i64,
    periods: usize,
    to_alarm: usize,
    threshold: f64,
    operator: String,
    missing: String,
}

impl Metrics {
    /// The metrics in the lines of a log.
    pub(super) fn of_log(text: &str) -> Self {
        let lines = text.lines().filter_map(|line| serde_json::from_str::<Json>(line).ok());
        Self(lines.flat_map(|line| points(&line)).collect())
    }

    /// The same, and what AWS itself would record at `second`: `metric` of `namespace`, of what the template calls
    /// `value`.
    pub(super) fn with(
        mut self,
        (namespace, metric): (&str, &str),
        (dimension, of): (&str, &str),
        second: i64,
        value: f64,
    ) -> Self {
        self.0.push(Point {
            second,
            namespace: namespace.to_owned(),
            metric: metric.to_owned(),
            dimensions: [(dimension.to_owned(), of.to_owned())].into(),
            value,
        });
        self
    }

    /// The alarms that were raised at some time from second `first` to `last`.
    pub(super) fn raised(&self, first: i64, last: i64) -> BTreeSet<String> {
        let alarms = alarms();
        let is_raised = |alarm: &&Alarm| {
            // The metrics of before the story are unknown, and no alarm's.
            let mut end = first - first.rem_euclid(alarm.period) + alarm.period;
            let mut found = false;
            while end <= last {
                found |= alarm.is_raised(self, first, end);
                end += alarm.period;
            }
            found
        };
        alarms.iter().filter(is_raised).map(|alarm| alarm.name.clone()).collect()
    }

    /// The alarms that were raised by what was recorded, up to an hour after the last of it.
    pub(super) fn raised_meanwhile(&self) -> BTreeSet<String> {
        let seconds = || self.0.iter().map(|point| point.second);
        let (first, last) = (seconds().min().unwrap(), seconds().max().unwrap());
        self.raised(first, last + 3600)
    }

    fn statistic(&self, series: &Series, from: i64, to: i64) -> Option<f64> {
        let own = self.0.iter().filter(|point| {
            point.namespace == series.namespace
                && point.metric == series.metric
                && point.dimensions == series.dimensions
                && (from..to).contains(&point.second)
        });
        let values = own.map(|point| point.value);
        match series.statistic.as_str() {
            "Sum" => values.reduce(|a, b| a + b),
            "Maximum" => values.reduce(f64::max),
            // CloudWatch has no count of none.
            "SampleCount" => values.map(|_| 1.0).reduce(|a, b| a + b),
            other => panic!("the statistic {other}"),
        }
    }
}

fn points(line: &Json) -> Vec<Point> {
    let mut points = Vec::new();
    for directive in line["_aws"]["CloudWatchMetrics"].as_array().into_iter().flatten() {
        let namespace = text(&directive["Namespace"]);
        let names = directive["Dimensions"][0].as_array().unwrap().iter();
        let names = names.map(|name| name.as_str().unwrap());
        let dimensions: BTreeMap<String, String> =
            names.map(|name| (name.to_owned(), text(&line[name]))).collect();
        for metric in directive["Metrics"].as_array().unwrap() {
            let metric = text(&metric["Name"]);
            points.push(Point {
                second: line["_aws"]["Timestamp"].as_i64().unwrap() / 1000,
                value: line[&metric].as_f64().unwrap(),
                namespace: namespace.clone(),
                dimensions: dimensions.clone(),
                metric,
            });
        }
    }
    points
}

fn text(value: &Json) -> String {
    value.as_str().unwrap().to_owned()
}

impl Alarm {
    fn is_raised(&self, metrics: &Metrics, first: i64, end: i64) -> bool {
        let periods = (0..).take(self.periods).map(|back| end - back * self.period);
        let known = periods.filter(|end| end - self.period >= first - self.period);
        known.filter(|end| self.is_breaching(metrics, *end)).count() >= self.to_alarm
    }

    fn is_breaching(&self, metrics: &Metrics, end: i64) -> bool {
        let value = |series: &Series| metrics.statistic(series, end - self.period, end);
        let value = match &self.source {
            Source::Metric(series) => value(series),
            Source::Expression { expression, metrics } => {
                let values = metrics.iter().map(|(id, series)| (id.clone(), value(series)));
                evaluate(expression, &values.collect())
            }
        };
        let Some(value) = value else { return self.missing == "breaching" };
        match self.operator.as_str() {
            "GreaterThanThreshold" => value > self.threshold,
            "GreaterThanOrEqualToThreshold" => value >= self.threshold,
            "LessThanThreshold" => value < self.threshold,
            other => panic!("the operator {other}"),
        }
    }

    fn read(name: &str, properties: &Value, mappings: &Value) -> Option<Self> {
        let whole = |name: &str| properties[name].as_i64();
        let series = |it: &Value, statistic: &Value| Series::read(it, statistic, mappings);
        let (source, period) = match properties["Metrics"].as_sequence() {
            None => {
                (Source::Metric(series(properties, &properties["Statistic"])?), whole("Period")?)
            }
            Some(members) => {
                let expression = members.iter().find_map(|it| it["Expression"].as_str())?;
                let stats = members.iter().filter(|it| it["MetricStat"].is_mapping());
                let metrics: Option<Vec<_>> = stats
                    .clone()
                    .map(|it| {
                        let stat = &it["MetricStat"];
                        let id = it["Id"].as_str()?.to_owned();
                        Some((id, series(&stat["Metric"], &stat["Stat"])?))
                    })
                    .collect();
                let period = stats.clone().find_map(|it| it["MetricStat"]["Period"].as_i64())?;
                let expression = expression.to_owned();
                (Source::Expression { expression, metrics: metrics? }, period)
            }
        };
        let periods = usize::try_from(whole("EvaluationPeriods")?).unwrap();
        let to_alarm = whole("DatapointsToAlarm").map(|count| usize::try_from(count).unwrap());
        Some(Self {
            name: name.to_owned(),
            source,
            period,
            periods,
            to_alarm: to_alarm.unwrap_or(periods),
            threshold: properties["Threshold"].as_f64()?,
            operator: properties["ComparisonOperator"].as_str()?.to_owned(),
            missing: properties["TreatMissingData"].as_str()?.to_owned(),
        })
    }
}

impl Series {
    fn read(metric: &Value, statistic: &Value, mappings: &Value) -> Option<Self> {
        let dimensions = metric["Dimensions"].as_sequence()?.iter();
        let dimensions = dimensions.map(|it| {
            let name = it["Name"].as_str().unwrap().to_owned();
            (name, resolved(&it["Value"], mappings))
        });
        Some(Self {
            namespace: metric["Namespace"].as_str()?.to_owned(),
            metric: metric["MetricName"].as_str()?.to_owned(),
            dimensions: dimensions.collect(),
            statistic: statistic.as_str()?.to_owned(),
        })
    }
}

/// A value with the stack's name and the mappings put in, and of a resource the name that the template gives it.
fn resolved(value: &Value, mappings: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Tagged(tagged) if tagged.value == "AWS::StackName" => SERVICE.to_owned(),
        Value::Tagged(tagged)
            if ["!Ref", "!GetAtt", "!Sub"].iter().any(|tag| tagged.tag == *tag) =>
        {
            tagged.value.as_str().unwrap().to_owned()
        }
        Value::Mapping(reference) => resolved(&reference["Ref"], mappings),
        Value::Tagged(tagged) if tagged.tag == "!FindInMap" => {
            let [map, top, second] = tagged.value.as_sequence().unwrap().as_slice() else {
                panic!("{value:?}")
            };
            mappings[map][top][second].as_str().unwrap().to_owned()
        }
        other => panic!("{other:?}"),
    }
}

/// The alarms of `template.yaml`, those that a list makes one by one.
pub(super) fn alarms() -> Vec<Alarm> {
    let template: Value = serde_yaml_ng::from_str(TEMPLATE).unwrap();
    let mut found = Vec::new();
    for (name, resource) in template["Resources"].as_mapping().unwrap() {
        let name = name.as_str().unwrap();
        match resource.as_sequence().map(Vec::as_slice) {
            Some([variable, names, body]) => {
                let body = serde_yaml_ng::to_string(body).unwrap();
                let variable = variable.as_str().unwrap();
                for name in names.as_sequence().unwrap().iter().map(|name| name.as_str().unwrap()) {
                    let body = body.replace(&format!("${{{variable}}}"), name);
                    let body = body.replace(&format!("!Ref {variable}\n"), &format!("{name}\n"));
                    let body: Value = serde_yaml_ng::from_str(&body).unwrap();
                    let members = body.as_mapping().unwrap().iter();
                    found.extend(
                        members.map(|(name, it)| (name.as_str().unwrap().to_owned(), it.clone())),
                    );
                }
            }
            _ => found.push((name.to_owned(), resource.clone())),
        }
    }
    let alarms = found.iter().filter(|(_, it)| it["Type"] == "AWS::CloudWatch::Alarm");
    let read = |(name, it): &(String, Value)| {
        let alarm = Alarm::read(name, &it["Properties"], &template["Mappings"]);
        alarm.unwrap_or_else(|| panic!("{name} is not understood"))
    };
    alarms.map(read).collect()
}
