/* server_impl.h - what the rooms of the server share. */
#ifndef SW_LSP_SERVER_IMPL_H
#define SW_LSP_SERVER_IMPL_H

#include "lsp/frame.h"
#include "lsp/message.h"
#include "lsp/page.h"
#include "lsp/server.h"

#include "base/json_write.h"

#define SW_HOLD_MS 1500 /* a pause that ends a sentence, too */

typedef enum sw_server_state {
    SW_SERVER_NEW,     /* before `initialize` */
    SW_SERVER_RUNNING, /* after */
    SW_SERVER_SHUT,    /* after `shutdown` */
    SW_SERVER_OVER
} sw_server_state;

enum sw_rpc_error { /* of JSON-RPC and of LSP */
                    SW_RPC_PARSE = -32700,
                    SW_RPC_REQUEST = -32600,
                    SW_RPC_METHOD = -32601,
                    SW_RPC_PARAMS = -32602,
                    SW_RPC_INTERNAL = -32603,
                    SW_RPC_EARLY = -32002,
                    SW_RPC_CANCELLED = -32800
};

enum sw_message_type { SW_SHOW_ERROR = 1, SW_SHOW_WARNING, SW_SHOW_INFO };

/* A message on its way. */
typedef struct sw_letter {
    sw_arena arena;
    const sw_node *top;
    const sw_node *id; /* NULL: a notification, or a response */
    sw_str method;     /* ptr NULL: a response */
    const sw_node *params;
    size_t size;
    bool cancelled;
    int code;          /* it is no message: what to answer in its turn */
    const char *words; /* or NULL */
    struct sw_letter *next;
} sw_letter;

struct sw_server {
    sw_homes homes; /* of host */
    sw_frames frames;
    sw_buf out, body; /* body: one message being written */
    sw_letter *first, *last;
    size_t waiting; /* bytes in the queue */
    sw_server_state state;
    int status;  /* to exit with */
    bool broken; /* nothing more can be read */
    sw_page *pages;
    uint64_t looked; /* after files, when */
    bool has_looked;

    /* What the client says of itself. */
    sw_unit unit;
    size_t process; /* its number; 0 = not said */
    bool pulls;     /* asks for diagnostics: nothing is pushed */
    bool refreshes; /* can be asked to pull again */
    bool registers, configures, markdown, related, versions;
    sw_settings settings;
    const sw_letter *hello; /* `initialize`: its options lie below settings */
    size_t asked;           /* our request for the settings; 0 = none is open */
    size_t next_id;
};

/* ---- writing ------------------------------------------------------------- */

/* Begins a message in server->body: {"jsonrpc":"2.0", ... */
void sw_server_begin(sw_server *server, sw_json *json);
/* Closes it and puts it out. */
void sw_server_send(sw_server *server, sw_json *json);
/* A response up to its result, which the caller writes next. */
void sw_server_answer(sw_server *server, sw_json *json, const sw_letter *to);
void sw_server_refuse(sw_server *server, const sw_node *id, int code,
                      const char *words);
/* A notification up to its params. */
void sw_server_notify(sw_server *server, sw_json *json, const char *method);
/* A request up to where its params, if it has any, begin with their key. */
size_t sw_server_request(sw_server *server, sw_json *json, const char *method);
/* Shows lines to the person; nothing when there are none. */
void sw_server_show(sw_server *server, enum sw_message_type type, sw_str words);

/* ---- pages --------------------------------------------------------------- */

sw_page *sw_server_page(const sw_server *server, sw_str uri);
/* Brings a page's result up to date. */
void sw_server_check(sw_server *server, sw_page *page);
/* The edits of "fix all"; NULL when there are none. */
const saywell_edit *sw_server_fix_all(sw_server *server, sw_page *page,
                                      size_t *count);
/* Forgets what was found with rules that go. */
void sw_server_forget(sw_page *page);
/* The page's home, looked up again; its results go when it is another. */
void sw_server_settle(sw_server *server, sw_page *page);
/* Are findings of an open sentence held back? */
bool sw_server_holds(const sw_server *server);

/* ---- methods ------------------------------------------------------------- */

typedef void sw_method_fn(sw_server *server, const sw_letter *letter,
                          uint64_t now);

sw_method_fn sw_server_initialize, sw_server_initialized, sw_server_shutdown;
sw_method_fn sw_server_did_open, sw_server_did_change, sw_server_did_close,
    sw_server_did_save, sw_server_diagnostic;
sw_method_fn sw_server_code_action, sw_server_hover;
sw_method_fn sw_server_did_configure, sw_server_did_watch;

/* A response to one of our requests. */
void sw_server_response(sw_server *server, const sw_letter *letter);
/* Looks whether configuration or packs changed; `all`: as if they had. */
void sw_server_look(sw_server *server, bool all);
/* Shows what went wrong with configuration and packs. */
void sw_server_tell(sw_server *server);
/* Asks a client that pulls to pull again. */
void sw_server_refresh(sw_server *server);
/* Settings over the options of `initialize`; node may be NULL. */
void sw_server_set(sw_server *server, const sw_node *node);
/* Pushes a page's diagnostics when the client does not have them. */
void sw_server_push(sw_server *server, sw_page *page);

#endif
