"""What the operating system says about files, in both languages."""

from __future__ import annotations

import errno
from typing import Final

from gouji.diagnostics import Text

_FAULTS: Final = {
    errno.EACCES: Text("没有权限", "permission denied"),
    errno.EPERM: Text("不允许此操作", "operation not permitted"),
    errno.ENOENT: Text("不存在该文件或文件夹", "no such file or folder"),
    errno.EISDIR: Text("这是文件夹", "it is a folder"),
    errno.ENOTDIR: Text("路径中有一段不是文件夹", "a part of the path is not a folder"),
    errno.ENOSPC: Text("磁盘已满", "the disk is full"),
    errno.EDQUOT: Text("磁盘配额已满", "the disk quota is used up"),
    errno.EROFS: Text("只读文件系统", "the file system is read-only"),
    errno.ENAMETOOLONG: Text("文件名过长", "the name is too long"),
    errno.ELOOP: Text("链接互相指向", "links point at each other"),
    errno.EBADF: Text("已关闭", "it is closed"),
    errno.ENXIO: Text("这是管道或设备，不是文件", "it is a pipe or a device, not a file"),
    errno.EIO: Text("磁盘读写错误", "the disk cannot be read or written"),
}


def said(error: OSError) -> Text:
    """Return what went wrong with a file, in words for people."""
    known = _FAULTS.get(error.errno or 0)
    if known is not None:
        return known
    words = error.strerror or type(error).__name__
    return Text(f"系统报告“{words}”", words)
