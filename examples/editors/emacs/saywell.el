;;; saywell.el --- findings in customer-support replies -*- lexical-binding: t -*-

;; Version: 0.1.0
;; Package-Requires: ((emacs "27.1"))
;; Keywords: languages, tools

;;; Commentary:

;; Two ways, take one.
;;
;; Flymake alone:  (add-hook 'text-mode-hook #'saywell-flymake-mode)
;;   One process for each check, `saywell -f json'.  M-x saywell-fix makes the
;;   safe rewrite at point, M-x saywell-fix-buffer all of them.
;;
;; Eglot:          (saywell-eglot-setup), then M-x eglot in a draft
;;   A server that stays; rewrites by M-x eglot-code-actions.

;;; Code:

(require 'flymake)
(require 'json)

(defgroup saywell nil
  "Findings in customer-support replies."
  :group 'tools)

(defcustom saywell-program "saywell"
  "The saywell program."
  :type 'string)

(defcustom saywell-arguments nil
  "More arguments, such as (\"--profile\" \"recovery\")."
  :type '(repeat string))

(defvar-local saywell--process nil)

(defun saywell--command (&rest words)
  "The program with WORDS, the user's arguments and the buffer's name."
  (append (list saywell-program) words saywell-arguments
          (and buffer-file-name
               (list "--stdin-filename" buffer-file-name))
          '("-")))

(defun saywell--place (offset)
  "The position of a code point of the buffer, counted from 0."
  (+ (point-min) offset))

(defun saywell--report (buffer report-fn output)
  "Give BUFFER's findings in OUTPUT, a JSON document, to REPORT-FN."
  (let* ((json-object-type 'alist) (json-array-type 'list) (json-false nil)
         (document (json-read-from-string output))
         (reply (car (alist-get 'replies document)))
         (problems (alist-get 'errors document)))
    (if (and problems (not reply))
        (funcall report-fn :panic
                 :explanation (alist-get 'message (car problems)))
      (funcall
       report-fn
       (mapcar
        (lambda (finding)
          (pcase-let ((`(,start ,end)
                       (alist-get 'codepoint (alist-get 'range finding))))
            (with-current-buffer buffer
              (flymake-make-diagnostic
               buffer (saywell--place start)
               (max (saywell--place end) (1+ (saywell--place start)))
               (pcase (alist-get 'severity finding)
                 ("error" :error) ("warning" :warning) (_ :note))
               (format "%s [%s]" (alist-get 'message finding)
                       (alist-get 'rule finding))
               finding))))
        (alist-get 'findings reply))))))

(defun saywell-flymake (report-fn &rest _)
  "A Flymake backend: check the buffer, give findings to REPORT-FN."
  (when (process-live-p saywell--process)
    (kill-process saywell--process))
  (save-restriction
    (widen)
    (let ((buffer (current-buffer)) (coding-system-for-write 'utf-8-unix)
          (coding-system-for-read 'utf-8-unix))
      (setq saywell--process
            (make-process
             :name "saywell" :noquery t :connection-type 'pipe
             :buffer (generate-new-buffer " *saywell*")
             :stderr (get-buffer-create " *saywell errors*")
             :command (saywell--command "check" "-f" "json" "--fail-on" "never")
             :sentinel
             (lambda (process _)
               (unless (process-live-p process)
                 (unwind-protect
                     (when (and (buffer-live-p buffer)
                                (eq process (buffer-local-value
                                             'saywell--process buffer)))
                       (saywell--report
                        buffer report-fn
                        (with-current-buffer (process-buffer process)
                          (buffer-string))))
                   (kill-buffer (process-buffer process)))))))
      (process-send-region saywell--process (point-min) (point-max))
      (process-send-eof saywell--process))))

;;;###autoload
(define-minor-mode saywell-flymake-mode
  "Findings of saywell by Flymake."
  :lighter " saywell"
  (if (not saywell-flymake-mode)
      (remove-hook 'flymake-diagnostic-functions #'saywell-flymake t)
    (add-hook 'flymake-diagnostic-functions #'saywell-flymake nil t)
    (flymake-mode 1)))

;;; Rewrites

(defun saywell--apply (edits)
  "Make EDITS: lists of bytes and text, sorted, of the buffer's UTF-8."
  (atomic-change-group
    (dolist (edit (reverse edits))
      (pcase-let ((`(,start ,end) (alist-get 'byte edit)))
        ;; `byte-to-position' counts Emacs's own bytes, which are UTF-8.
        (let ((from (byte-to-position (+ start (position-bytes (point-min)))))
              (to (byte-to-position (+ end (position-bytes (point-min))))))
          (goto-char from)
          (delete-region from to)
          (insert (alist-get 'text edit)))))))

(defun saywell-fix ()
  "Make the safe rewrite of the finding at point; offer the others."
  (interactive)
  (let (fixes)
    (dolist (diagnostic (flymake-diagnostics (point)))
      (dolist (fix (alist-get 'fixes (flymake-diagnostic-data diagnostic)))
        (push fix fixes)))
    (setq fixes (nreverse fixes))
    (let* ((safe (seq-find (lambda (f) (equal (alist-get 'trust f) "safe"))
                           fixes))
           (names (mapcar (lambda (f) (or (alist-get 'preview f)
                                          (alist-get 'message f)))
                          fixes))
           (fix (cond ((null fixes) (user-error "No rewrite here"))
                      (safe)
                      (t (nth (seq-position
                               names (completing-read "For you to judge: "
                                                      names nil t))
                              fixes)))))
      (save-excursion (saywell--apply (alist-get 'edits fix))))))

(defun saywell-fix-buffer ()
  "Make all safe rewrites in the buffer."
  (interactive)
  (let ((words (saywell--command "fix" "-q")) (source (current-buffer)))
    (with-temp-buffer
      (let ((output (current-buffer)) (coding-system-for-write 'utf-8-unix)
            (coding-system-for-read 'utf-8-unix))
        (with-current-buffer source
          (save-restriction
            (widen)
            (unless (zerop (apply #'call-process-region nil nil (car words) nil
                                  (list output nil) nil (cdr words)))
              (user-error "The command saywell fix failed"))
            (replace-buffer-contents output)))))))

(defun saywell-explain (rule)
  "Say why there is a RULE."
  (interactive
   (list (or (seq-some (lambda (d)
                         (alist-get 'rule (flymake-diagnostic-data d)))
                       (flymake-diagnostics (point)))
             (read-string "Rule: "))))
  (with-help-window "*saywell*"
    (princ (with-temp-buffer
             (call-process saywell-program nil t nil "explain" rule)
             (buffer-string)))))

;;; Eglot

(defvar eglot-server-programs)

(defun saywell-eglot-setup ()
  "Let Eglot know the server."
  (with-eval-after-load 'eglot
    (add-to-list 'eglot-server-programs
                 `((text-mode markdown-mode mail-mode message-mode)
                   . (,saywell-program "lsp" ,@saywell-arguments)))))

(provide 'saywell)
;;; saywell.el ends here
