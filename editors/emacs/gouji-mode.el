;;; gouji-mode.el --- Rule files of gouji, with Eglot  -*- lexical-binding: t; -*-

;; For Emacs 29 or newer: put this file on the `load-path' and say (require 'gouji-mode).
;;; Code:

(defconst gouji-declarations
  '("rule" "pattern" "let" "grade" "basis" "effective" "for" "when" "requires" "check" "blank"
    "message" "fix" "replaces"))

(define-derived-mode gouji-mode prog-mode "gouji"
  "Major mode for rule files of gouji."
  (setq-local comment-start "# ")
  (setq-local indent-tabs-mode nil)
  (setq-local font-lock-defaults `(((,(regexp-opt gouji-declarations 'symbols) . font-lock-keyword-face))))
  (modify-syntax-entry ?# "<" gouji-mode-syntax-table)
  (modify-syntax-entry ?\n ">" gouji-mode-syntax-table)
  (modify-syntax-entry ?_ "_" gouji-mode-syntax-table))

(add-to-list 'auto-mode-alist '("\\.rules\\'" . gouji-mode))

(with-eval-after-load 'eglot
  (add-to-list 'eglot-server-programs '(gouji-mode . ("gouji" "lsp"))))

(add-hook 'gouji-mode-hook #'eglot-ensure)

(provide 'gouji-mode)
;;; gouji-mode.el ends here
