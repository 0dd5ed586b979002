//! A page's modules as one: over a slow line each file is a journey there and back, and a page has sixty.
//!
//! Comments stay behind. A module becomes a function that is called once, after those it imports, and returns what it exports. That is
//! all of JavaScript's modules that the pages use: `import {…} from`, `import * as … from`, and `export` before a
//! declaration. What is not a file of ours (`/config.js`) stays an import.

#![expect(clippy::expect_used, reason = "modules are compiled in, and a test bundles each page")]

use std::fmt::Write;

/// The modules of one page, while they are being put together.
#[derive(Default)]
struct Bundle {
    /// Imports of what is not among the files, each once.
    outside: Vec<String>,
    /// Paths of the modules that `code` has already.
    done: Vec<String>,
    /// Paths of the modules whose imports are being followed.
    open: Vec<String>,
    code: String,
}

/// The module at `entry` (`scripts/main.js`) and everything it imports, as one module; `read` gives a file's text.
///
/// # Panics
///
/// Where a module imports what is not there, or itself by way of others.
pub(super) fn bundle(entry: &str, read: &impl Fn(&str) -> &'static str) -> String {
    let mut bundle = Bundle::default();
    bundle.add(entry, read);
    format!("{}\nconst modules = {{}};\n{}", bundle.outside.join("\n"), bundle.code)
}

impl Bundle {
    fn add(&mut self, path: &str, read: &impl Fn(&str) -> &'static str) {
        if self.done.iter().any(|done| done == path) {
            return;
        }
        assert!(!self.open.iter().any(|open| open == path), "{path} imports itself");
        self.open.push(path.to_owned());
        let (mut body, mut exports) = (String::new(), Vec::new());
        for line in code(read(path)) {
            let line = match line.strip_prefix("import ") {
                Some(import) => self.import(path, import, read),
                None => exported(line, &mut exports),
            };
            body.push_str(&line);
            body.push('\n');
        }
        let names = exports.join(", ");
        writeln!(
            self.code,
            "modules[\"{path}\"] = await (async () => {{\n{body}return {{ {names} }};\n}})();"
        )
        .expect("a string takes everything");
        self.open.pop();
        self.done.push(path.to_owned());
    }

    /// The line that takes the place of `import` (`{ el } from "./dom.js";`) in the module at `path`.
    fn import(&mut self, path: &str, import: &str, read: &impl Fn(&str) -> &'static str) -> String {
        let (names, from) = import.split_once(" from ").expect("an import names what and where");
        let from = from.trim_end_matches(';').trim_matches('"');
        if from.starts_with('/') {
            let whole = format!("import {import}");
            if !self.outside.contains(&whole) {
                self.outside.push(whole);
            }
            return String::new();
        }
        let target = joined(path, from);
        self.add(&target, read);
        let names = names.trim_start_matches("* as ").replace(" as ", ": ");
        format!("const {names} = modules[\"{target}\"];")
    }
}

/// The lines of `module` but for those that only comment.
fn code(module: &str) -> impl Iterator<Item = &str> {
    let mut is_comment = false;
    module.lines().filter(move |line| {
        let line = line.trim();
        let begins = line.starts_with("/**");
        let is_left_out = is_comment || begins || line.starts_with("//") || line.is_empty();
        is_comment = (is_comment || begins) && !line.ends_with("*/");
        !is_left_out
    })
}

/// `line` without its `export`; what it declares is added to `exports`.
fn exported(line: &str, exports: &mut Vec<String>) -> String {
    let Some(declaration) = line.strip_prefix("export ") else { return line.to_owned() };
    let name = declaration
        .split([' ', '(', ',', '{', '}', '=', ';'])
        .find(|word| !["", "async", "function", "const", "class"].contains(word))
        .expect("an export declares a name");
    exports.push(name.to_owned());
    declaration.to_owned()
}

/// Where `relative` (`../core/dom.js`) leads from the file at `path`.
fn joined(path: &str, relative: &str) -> String {
    let mut parts: Vec<_> = path.split('/').collect();
    parts.pop();
    for part in relative.split('/') {
        match part {
            "." => {}
            ".." => drop(parts.pop()),
            name => parts.push(name),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(path: &str) -> &'static str {
        match path {
            "scripts/main.js" => {
                "import config from \"/config.js\";\nimport { a, b as c } from \"./core/ab.js\";\n\
                 import * as ab from \"./core/ab.js\";\nuse(a, c, ab);\n"
            }
            "scripts/core/ab.js" => {
                "/** Both:\n * a. */\n/** b. */\nexport async function a() {}\nexport const { b } = source;\n"
            }
            "scripts/cycle.js" => "import { d } from \"./d.js\";\n",
            "scripts/d.js" => "import { e } from \"./cycle.js\";\nexport const d = 1;\n",
            _ => panic!("there is no {path}"),
        }
    }

    #[test]
    fn modules_come_once_each_after_what_they_import() {
        insta::assert_snapshot!(bundle("scripts/main.js", &read), @r#"
        import config from "/config.js";
        const modules = {};
        modules["scripts/core/ab.js"] = await (async () => {
        async function a() {}
        const { b } = source;
        return { a, b };
        })();
        modules["scripts/main.js"] = await (async () => {

        const { a, b: c } = modules["scripts/core/ab.js"];
        const ab = modules["scripts/core/ab.js"];
        use(a, c, ab);
        return {  };
        })();
        "#);
    }

    #[test]
    #[should_panic(expected = "imports itself")]
    fn no_module_waits_for_itself() {
        bundle("scripts/cycle.js", &read);
    }
}
