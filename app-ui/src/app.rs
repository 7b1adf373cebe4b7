//! The page: connects to Jira, then shows the tabs.

use std::sync::Arc;

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;
use wasm_core::job::{Command, HostContext, Reply};
use wasm_core::schema::{FieldId, FieldSchema};

use crate::components::activity::Activity;
use crate::components::banner::FailureBanner;
use crate::components::focus::rescue;
use crate::components::tabs::{Panel, Tabs};
use crate::engine::Engine;
use crate::export::ExportScreen;
use crate::history::HistoryScreen;
use crate::host;
use crate::import::{ImportScreen, RunningImport, Wizard};
use crate::leave::Leave;
use crate::model::columns::choosable_of;
use crate::model::failure::Failure;
use crate::text::t;

/// What is known of the site once the engine is connected.
pub struct Site {
    /// Where the app was opened.
    pub context: HostContext,
    /// Fields that can be exported or mapped, by name.
    pub fields: Vec<FieldSchema>,
    /// Fields of a first export, in order, without the key.
    pub columns: Vec<FieldId>,
    /// A first query.
    pub jql: String,
    /// The user's name.
    pub user: String,
}

/// What every screen needs.
#[derive(Clone)]
pub struct Shared {
    /// The engine.
    pub engine: Engine,
    /// The site.
    pub site: Arc<Site>,
    /// The import that is written to Jira, while one is.
    pub applying: Activity,
}

/// The whole page.
#[component]
pub fn App() -> impl IntoView {
    let engine = Engine::new();
    let site = RwSignal::new(None::<Arc<Site>>);
    let failure = RwSignal::new(None::<Failure>);
    let applying = Activity::new();
    let connect = move || {
        failure.set(None);
        spawn_local(async move {
            match connect(engine).await {
                Ok(found) => site.set(Some(Arc::new(found))),
                Err(failed) => failure.set(Some(failed)),
            }
        });
    };
    connect();
    keep_dropped_files_out();
    view! {
        <header class="page-head">
            <img src="./icons/rowport.svg" alt="" width="24" height="24"/>
            <h1>{t("app-name")}</h1>
            <span class="page-user">{move || site.get().map(|site| site.user.clone())}</span>
            <Leave engine applying/>
        </header>
        {move || match site.get() {
            Some(site) => view! { <Main shared=Shared { engine, site, applying }/> }.into_any(),
            None => view! { <Connecting failure again=connect/> }.into_any(),
        }}
    }
}

/// A file that misses the drop zone must not replace the page.
fn keep_dropped_files_out() {
    let refuse = |event: leptos::ev::DragEvent| {
        if !event.default_prevented() {
            event.prevent_default();
            if let Some(transfer) = event.data_transfer() {
                transfer.set_drop_effect("none");
            }
        }
    };
    let over = window_event_listener(leptos::ev::dragover, refuse);
    let drop = window_event_listener(leptos::ev::drop, refuse);
    on_cleanup(move || {
        over.remove();
        drop.remove();
    });
}

async fn connect(engine: Engine) -> Result<Site, Failure> {
    let unknown = |cause| Failure::Page { code: "page-no-context", cause };
    let context = host::context().await.map_err(unknown)?;
    let call = engine.start(Command::Connect { context: context.clone() });
    let site = call.done(|answer| match answer.reply {
        Reply::Connected { fields, columns, jql, user } => {
            let columns = choosable_of(&fields, &columns);
            Some(Site { context, fields, columns, jql, user })
        }
        _ => None,
    });
    site.await
}

/// What is shown before Jira answered, or when it does not.
#[component]
fn Connecting(
    failure: RwSignal<Option<Failure>>,
    again: impl Fn() + Copy + Send + Sync + 'static,
) -> impl IntoView {
    view! {
        <main class="page">
            <FailureBanner failure/>
            {move || match failure.get() {
                None => view! { <p class="connecting" role="status">{t("connecting")}</p> }.into_any(),
                Some(_) => {
                    view! {
                        <p>{t("connect-failed")}</p>
                        <button class="button primary" type="button" on:click=move |_| again()>
                            {t("try-again")}
                        </button>
                    }
                        .into_any()
                }
            }}
        </main>
    }
}

/// Positions of the tabs.
const EXPORT: usize = 0;
const IMPORT: usize = 1;
const HISTORY: usize = 2;

/// The tabs and what they show.
#[component]
fn Main(shared: Shared) -> impl IntoView {
    let chosen = RwSignal::new(EXPORT);
    let names = vec![t("tab-export"), t("tab-import"), t("tab-history")];
    let wizard = Wizard::new(shared.clone());
    let import_seen = Memo::new(move |_| chosen.get() == IMPORT);
    let history_seen = Memo::new(move |_| chosen.get() == HISTORY);
    let to_import = move |()| {
        chosen.set(IMPORT);
        rescue(format!("tab-{IMPORT}"));
    };
    view! {
        <main class="page">
            <Tabs label=t("tabs-label") names chosen/>
            <RunningImport wizard chosen tab=IMPORT/>
            <Panel index=EXPORT chosen>
                <ExportScreen shared/>
            </Panel>
            <Panel index=IMPORT chosen>
                <ImportScreen wizard seen=import_seen/>
            </Panel>
            <Panel index=HISTORY chosen>
                <HistoryScreen seen=history_seen to_import/>
            </Panel>
        </main>
    }
}
