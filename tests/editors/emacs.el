;;; emacs.el --- Emacs with the file of examples/editors/emacs.  -*- lexical-binding: t -*-

;; $DRAFT and $DRAFT2 are drafts, $OUT where to write.

(add-to-list 'load-path (concat (getenv "TOP") "/examples/editors/emacs"))
(prefer-coding-system 'utf-8)
(package-initialize)
(require 'saywell)
(require 'eglot)
(setq saywell-arguments '("--isolated") eglot-autoreconnect nil
      make-backup-files nil create-lockfiles nil
      eglot-confirm-server-initiated-edits nil)

(defvar passed 0)
(defvar failed 0)
(defvar lines nil)

(defun see (what is want)
  (if (equal is want)
      (setq passed (1+ passed))
    (setq failed (1+ failed))
    (push (format "emacs: %s: %S, not %S" what is want) lines)))

(defun until (what is)
  (let ((left 500))
    (while (and (> left 0) (not (funcall is)))
      (accept-process-output nil 0.02)
      (setq left (1- left)))
    (when (= left 0) (see (concat what " in 10 s") nil t))))

(defun finding (code)
  (seq-find (lambda (d) (string-match-p code (flymake-diagnostic-text d)))
            (flymake-diagnostics)))

(defun words-of (d)
  (buffer-substring-no-properties (flymake-diagnostic-beg d)
                                  (flymake-diagnostic-end d)))

(defun line (n)
  (save-excursion
    (goto-char (point-min))
    (forward-line (1- n))
    (buffer-substring-no-properties (point) (line-end-position))))

(defun see-saved (what file)
  (let ((save-silently t)) (save-buffer))
  (see what
       (with-temp-buffer
         (set-buffer-multibyte nil)
         (insert-file-contents-literally file)
         (decode-coding-string (buffer-string) 'utf-8-unix))
       "Hi Sam,\r\n\r\n😀 Good news. We can ship from Monday.\r\n\r\nAna\r\n"))

(defconst fixed "😀 Good news. We can ship from Monday.")

(defun with-flymake ()
  (find-file (getenv "DRAFT"))
  (see "CRLF" (coding-system-eol-type buffer-file-coding-system) 1)
  (saywell-flymake-mode 1)
  (flymake-start)
  (until "flymake: findings" (lambda () (finding "cannot-until")))
  (let ((here (finding "cannot-until")))
    (see "flymake: its words" (words-of here) "can’t ship until")
    (see "flymake: its level" (flymake-diagnostic-type here) :note)
    (goto-char (flymake-diagnostic-beg here)))
  (saywell-fix)
  (see "flymake: fixed" (line 3) fixed)
  (flymake-start)
  (until "flymake: cleared" (lambda () (not (finding "cannot-until"))))
  (see "flymake: cleared" (finding "cannot-until") nil)
  (save-excursion
    (goto-char (point-max))
    (insert "No. We cannot ship until May."))
  (saywell-fix-buffer)
  (see "flymake: fix all"
       (and (string-match-p "We can ship from May" (buffer-string)) t) t)
  (goto-char (point-max))
  (delete-region (line-beginning-position) (point-max))
  (see-saved "flymake: bytes around it" (getenv "DRAFT"))
  (saywell-explain "cannot-until")
  (see "explained" (with-current-buffer "*saywell*"
                     (and (string-match-p "cannot-until" (buffer-string)) t))
       t))

(defun with-eglot ()
  (saywell-eglot-setup)
  (find-file (getenv "DRAFT2"))
  (apply #'eglot--connect (eglot--guess-contact))
  (until "eglot: findings" (lambda () (finding "Say from when")))
  (let ((here (finding "Say from when")))
    (see "eglot: its words" (words-of here) "can’t ship until")
    (goto-char (flymake-diagnostic-beg here)))
  (let* ((actions (jsonrpc-request
                   (eglot--current-server-or-lose) :textDocument/codeAction
                   (list :textDocument (eglot--TextDocumentIdentifier)
                         :range (list :start (eglot--pos-to-lsp-position)
                                      :end (eglot--pos-to-lsp-position))
                         :context '(:diagnostics [] :only ["quickfix"]))))
         (safe (seq-find (lambda (a) (eq (plist-get a :isPreferred) t))
                         actions)))
    (see "eglot: a safe rewrite" (plist-get safe :kind) "quickfix")
    (eglot--apply-workspace-edit (plist-get safe :edit)))
  (see "eglot: fixed" (line 3) fixed)
  (eglot--signal-textDocument/didChange)
  (until "eglot: cleared" (lambda () (not (finding "Say from when"))))
  (see "eglot: cleared" (finding "Say from when") nil)
  (see-saved "eglot: bytes around it" (getenv "DRAFT2"))
  (let ((process (jsonrpc--process (eglot--current-server-or-lose))))
    (eglot-shutdown (eglot--current-server-or-lose))
    (until "eglot: the end" (lambda () (not (process-live-p process))))))

(dolist (part '(with-flymake with-eglot))
  (condition-case error (funcall part)
    (error (see (symbol-name part) error nil))))
(push (format "emacs: %d passed, %d failed" passed failed) lines)
(write-region (mapconcat #'identity (reverse (cons "" lines)) "\n")
              nil (getenv "OUT") nil 'quiet)
(kill-emacs (if (> failed 0) 1 0))
