import type { Saying } from "./saying.ts";

/** The sentences in English, by code. Phrases are in the registry. */
export const english: Readonly<Record<number, Saying>> = {
  100: [
    "The server has seen the start of the request and is ready for the rest.",
    "Send it to a client that announced content with Expect: 100-continue and waits for a word.",
    "It has no content itself, and a final answer must follow.",
  ],
  101: [
    "The server agrees to go on in another protocol over this connection.",
    "Send it only to a request with Upgrade; name in Upgrade what you chose from that list.",
    "Connection: upgrade must stand beside it, and the answer then comes in the new protocol.",
  ],
  102: [
    "The server is still working on the request.",
    "It once kept slow WebDAV operations from timing out; the standard dropped it in 2007.",
    "It has no content, and a final answer must follow.",
  ],
  103: [
    "The server is preparing its answer and says in advance what the page will need.",
    "Send it before a slow answer, with Link fields that let a browser fetch or connect meanwhile.",
    "Repeat those fields in the final answer, and never send this code to an HTTP/1.0 client.",
  ],
  104: [
    "If this upload is cut off, it can be resumed.",
    "The code is registered only for a time, on behalf of a draft about resumable uploads.",
    "It tells the upload's own address in Location, and a final answer must follow.",
  ],

  200: [
    "The request succeeded.",
    "The content is the result: the resource itself for GET, the outcome for other methods.",
    "With an ETag or Last-Modified, clients can check their copy instead of downloading it again.",
  ],
  201: [
    "Something new was created.",
    "Give its address in Location; without, it is at the address of the request, as after PUT.",
    "The content may describe what was created.",
  ],
  202: [
    "The request was accepted and will be carried out later.",
    "Use it for work that outlasts the request, as HTTP cannot report the outcome afterwards.",
    "Let the content say how things stand and where progress can be watched.",
  ],
  203: [
    "The answer was altered on its way from the server.",
    "A proxy that transforms content may send it in place of 200.",
    "The server that the request is meant for never does, for its own word is authoritative.",
  ],
  204: [
    "The request succeeded, and there is nothing to show.",
    "Use it for actions that leave people where they are, such as saving or deleting.",
    "Since it has no content, it must have neither Content-Length nor Transfer-Encoding.",
  ],
  205: [
    "The request succeeded, and the form can be cleared for the next entry.",
    "Use it when the view that sent the request should go back to how it began.",
    "It has no content, but unlike a 204 the message must say so, as with Content-Length: 0.",
  ],
  206: [
    "This is the part that was asked for.",
    "Send it for a GET whose Range can be met; a single part is located by Content-Range.",
    "Several parts go as multipart/byteranges, where each has a Content-Range of its own.",
  ],
  207: [
    "The request had several outcomes, listed one by one.",
    "It comes from WebDAV, where XML content gives the status of each resource.",
    "The 207 says nothing about success, so clients must read the list.",
  ],
  208: [
    "This item was listed before in the same answer.",
    "It belongs inside the content of a WebDAV 207, to avoid listing a collection twice.",
    "It is never the status of an answer.",
  ],
  226: [
    "The answer holds only what changed since an earlier version.",
    "Send it for a GET whose A-IM lists a manipulation that you applied.",
    "IM must say which one that was, and ETag must identify the current version.",
  ],

  300: [
    "There are several versions to choose from.",
    "List them in the content, for the client or its user to pick one.",
    "If the server prefers one, put that into Location, which some clients follow by themselves.",
  ],
  301: [
    "The page has moved to a new address for good.",
    "Give the new address in Location; clients may update links, and caches may keep the answer.",
    "Some clients turn a POST into a GET here, so use 308 where that must not happen.",
  ],
  302: [
    "The page is at another address at the moment.",
    "Give that address in Location; the one that was asked for stays valid.",
    "Some clients turn a POST into a GET here, so use 307 against that, or 303 to ask for it.",
  ],
  303: [
    "The result can be seen at another address.",
    "Send it after a POST: browsers then fetch Location with GET, and a reload repeats nothing.",
    "The other address shows something about the resource, and is not a new address for it.",
  ],
  304: [
    "The copy that the client already has is still good.",
    "Send it, without content, for a conditional GET or HEAD that would get the same 200 again.",
    "Cache-Control, Content-Location, Date, ETag, Expires and Vary go along as they would with 200.",
  ],
  305: [
    "This address was meant to be reached through a proxy.",
    "Do not send it: letting an answer choose the proxy proved unsafe, and clients ignore it.",
  ],
  306: [
    "This code is not in use.",
    "Do not send it: a draft once used it, and the number is kept so that nothing else will.",
  ],
  307: [
    "The page is at another address at the moment.",
    "Give that address in Location; the client repeats the request there, method and content too.",
    "If the move is for good, use 308.",
  ],
  308: [
    "The page has moved to a new address for good.",
    "Give that address in Location; the client repeats the request there, method and content too.",
    "Clients may update their links, and caches may keep the answer.",
  ],

  400: [
    "The server could not understand the request.",
    "Use it for malformed messages and targets where no other code says more, and name the fault.",
    "If it is unclear where the message ends, close the connection.",
  ],
  401: [
    "You are not signed in, or your sign-in has expired.",
    "Use it when credentials are missing or not valid, and 403 when valid ones are not enough.",
    "WWW-Authenticate must offer at least one way to authenticate.",
  ],
  402: [
    "A payment is needed to continue.",
    "HTTP reserves the code without saying what it means, so explain in the content what to do.",
  ],
  403: [
    "You do not have permission to do this.",
    "Use it when a clear request is refused all the same, or valid credentials are not enough.",
    "If not even the existence of the resource may be known, answer 404.",
  ],
  404: [
    "Nothing was found at this address.",
    "It leaves open whether that will change; if something was removed for good, use 410.",
    "Caches may keep this answer unasked, so send Cache-Control if it may soon be wrong.",
  ],
  405: [
    "This address does not support that operation.",
    "Use it for methods that the server knows but the resource does not allow; others get 501.",
    "Allow must list the methods that are allowed, and is present even if there are none.",
  ],
  406: [
    "There is no version of this in a format or language that you accept.",
    "List the available ones in the content, so that the client can choose.",
    "Sending the default version with 200 is just as correct, and often kinder.",
  ],
  407: [
    "You need to sign in to the proxy first.",
    "Only a proxy sends it, never the server that the request is meant for.",
    "Proxy-Authenticate must offer at least one way to authenticate with that proxy.",
  ],
  408: [
    "The request took too long to arrive.",
    "Send it when the client has not finished sending within the time that the server waits.",
    "The connection ends here, so say Connection: close; the client may try again on a new one.",
  ],
  409: [
    "This is in conflict with how things stand at the moment.",
    "Use it when the client can resolve the conflict and try again, as with a name that is taken.",
    "Describe the conflict in the content; for a condition that does not hold, use 412.",
  ],
  410: [
    "This was removed for good.",
    "Use it when that is known and intended, so that links can be dropped; otherwise use 404.",
    "Caches may keep this answer unasked.",
  ],
  411: [
    "The request has to say how long its content is.",
    "Send it when the server does not take content of unknown length.",
    "The client may repeat the request with Content-Length.",
  ],
  412: [
    "Things have changed since you last looked, so this was not carried out.",
    "Send it when If-Match, If-None-Match or If-Unmodified-Since does not hold; change nothing.",
    "The client then fetches the current state and decides whether to repeat with the new ETag.",
  ],
  413: [
    "What you sent is too large.",
    "Send it when the content exceeds what the server is ready to process, and tell the limit.",
    "Add Retry-After if the limit is temporary, and Connection: close if you read no further.",
  ],
  414: [
    "The address is too long.",
    "Send it when the request target exceeds what the server reads, at least 8000 bytes.",
    "Often a form used GET in place of POST, or a redirect keeps adding to its own address.",
  ],
  415: [
    "The server cannot work with the format of what you sent.",
    "Say what would work: Accept for types, Accept-Patch for PATCH, Accept-Encoding for codings.",
    "If a coding was not the cause, Accept-Encoding must not be there.",
  ],
  416: [
    "The part that was asked for does not exist.",
    "Send it for a Range outside the content; give the length in Content-Range: bytes */1234.",
    "It is always correct to ignore the Range and send everything with 200.",
  ],
  417: [
    "The server cannot do what the request expects of it.",
    "Send it for an Expect that asks for anything but 100-continue.",
    "The client may repeat the request without that field.",
  ],
  418: [
    "This code is not in use.",
    "Do not send it: it comes from a joke about teapots, and is reserved because of its fame.",
  ],
  421: [
    "The request reached a server that does not answer for this address.",
    "Send it when the connection or host name belongs to no site that this server is set up for.",
    "The client may try again over a new connection; a proxy must not make up this answer itself.",
  ],
  422: [
    "The server understood what you sent, but some of it is not valid.",
    "Use it when format and syntax are right and values are not, as in a form that fails checks.",
    "List the errors in the content, each with the place that it concerns.",
  ],
  423: [
    "This is locked at the moment.",
    "Send it when a WebDAV resource has a lock and the request did not come with its token.",
    "The content should be a DAV:error element that says which lock.",
  ],
  424: [
    "This was not done because something before it failed.",
    "A WebDAV server uses it mostly inside a 207, for the steps that it skipped after a failure.",
    "Report there what failed first, for that is what the client has to mend.",
  ],
  425: [
    "The request came too early, before the connection was fully secure.",
    "Send it for TLS early data, or Early-Data: 1, where an attacker's repetition could do harm.",
    "The client repeats the request when the handshake is complete.",
  ],
  426: [
    "This needs another protocol than the one in use.",
    "Upgrade must list the acceptable protocols, best first, with Connection: upgrade beside it.",
    "Neither field may stand in HTTP/2 or HTTP/3, so the code is for HTTP/1.1 alone.",
  ],
  428: [
    "The server needs to know which version you mean to change.",
    "It keeps two clients from overwriting each other unseen; say that If-Match is wanted.",
    "It must not be stored, so send Cache-Control: no-store.",
  ],
  429: [
    "You have sent too many requests in a short time.",
    "Say in the content which limit was passed, and in Retry-After how long to wait.",
    "It must not be stored, so send Cache-Control: no-store.",
  ],
  431: [
    "Your browser sent too much along with the request; deleting this site's cookies may help.",
    "If a single header field is at fault, name it.",
    "It must not be stored, so send Cache-Control: no-store.",
  ],
  451: [
    "This is not available for legal reasons.",
    "Explain in the content who demanded that, under which law, and what it covers.",
    "A Link with rel=blocked-by should name whoever carries out the block, not whoever ordered it.",
  ],

  500: [
    "Something went wrong on the server.",
    "It is the answer to a fault that nobody foresaw and no other code describes.",
    "Log the cause, and tell the client nothing about the inside of the server.",
  ],
  501: [
    "The server cannot do this.",
    "Use it for a method that the server does not know; if only this resource lacks it, use 405.",
    "Caches may keep this answer unasked.",
  ],
  502: [
    "The server got no valid answer from another server that it depends on.",
    "A gateway or proxy sends it when the server behind it answers nonsense or breaks off.",
    "If that server took too long, use 504.",
  ],
  503: [
    "The service is not available right now; please try again later.",
    "Use it for overload or maintenance, both of which will end.",
    "Retry-After tells clients and search engines when to come back.",
  ],
  504: [
    "Another server that this one depends on did not answer in time.",
    "A gateway or proxy sends it when it has waited long enough for the server behind it.",
    "A cache sends it too, if it may answer only from what is stored and has nothing that fits.",
  ],
  505: [
    "The server does not support this version of HTTP.",
    "It is about the major version in the request.",
    "Say in the content why, and which versions are supported.",
  ],
  506: [
    "The server is not set up correctly and cannot choose a version to send.",
    "It belongs to an experiment in negotiating over the variants of a resource.",
    "The chosen variant wants to negotiate again, which is a mistake in the configuration.",
  ],
  507: [
    "The server has no room to store this at the moment.",
    "A WebDAV server sends it when a change cannot be saved for lack of space.",
    "That may pass, but clients must not repeat the request until their user asks again.",
  ],
  508: [
    "The server went round in circles and gave up.",
    "A WebDAV server sends it when a request of infinite depth meets a collection inside itself.",
    "Nothing of the operation counts as done.",
  ],
  510: [
    "The request lacks an extension that the server wants.",
    "Do not send it: the extension framework that it belongs to is a thing of the past.",
  ],
  511: [
    "You need to sign in to this network first.",
    "Only equipment that intercepts traffic sends it, as in a hotel, and a website never does.",
    "Link to the login page instead of showing it, and send Cache-Control: no-store.",
  ],
};
