"""A filter of system calls for students' kernels, made by the C library libseccomp.

It is a second wall: what it refuses is of no use to a notebook and has been a way out of
sandboxes before. libseccomp is loaded by its C interface, which has not changed since 2.0; where
it is not installed there is no filter, and `course doctor` says so.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import errno
import os
from functools import lru_cache

ALLOW = 0x7FFF0000
REFUSE = 0x00050000  # to be or-ed with the errno that the caller gets
EQUAL, GREATER, MASKED_EQUAL = 4, 6, 7

#: Refused with EPERM. Mounts and namespaces, other processes' memory, keys, kernel modules and
#: tracing, clocks, and calls whose handlers have often been broken.
REFUSED = (
    "acct add_key adjtimex bpf chroot clock_adjtime clock_settime delete_module fanotify_init "
    "finit_module fsconfig fsmount fsopen fspick init_module ioperm iopl kcmp kexec_file_load "
    "kexec_load keyctl lookup_dcookie mount mount_setattr move_mount name_to_handle_at "
    "open_by_handle_at open_tree perf_event_open pidfd_getfd pivot_root process_madvise "
    "process_vm_readv process_vm_writev ptrace quotactl quotactl_fd reboot request_key "
    "setdomainname sethostname setns settimeofday swapoff swapon syslog umount2 unshare "
    "userfaultfd vhangup vmsplice"
).split()
#: Refused as if the kernel did not know them: callers then take the older way, which is filtered
#: by its arguments (a filter cannot look into what clone3 points to). Memory files and System V's
#: shared memory are files that no scratch space bounds.
UNKNOWN = (
    "clone3 io_uring_enter io_uring_register io_uring_setup memfd_create memfd_secret shmget"
).split()
#: Flags of `clone` that make namespaces.
NEW_NAMESPACES = (
    0x00020000,  # mount
    0x02000000,  # cgroup
    0x04000000,  # uts
    0x08000000,  # ipc
    0x10000000,  # user
    0x20000000,  # pid
    0x40000000,  # network
)
#: Address families that are left: local ones, and IPv4 and IPv6 in a network without a wire. The
#: others reach past network namespaces (AF_VSOCK the virtual machine's host) or into rare code.
LOCAL, IPV4, IPV6 = 1, 2, 10
#: ioctls that push characters into a terminal.
TERMINAL_INPUT = (0x5412, 0x541C)


class _Condition(ctypes.Structure):
    _fields_ = [
        ("argument", ctypes.c_uint),
        ("operator", ctypes.c_int),
        ("first", ctypes.c_uint64),
        ("second", ctypes.c_uint64),
    ]


def _library() -> ctypes.CDLL | None:
    name = ctypes.util.find_library("seccomp") or "libseccomp.so.2"
    try:
        library = ctypes.CDLL(name)
    except OSError:
        return None
    library.seccomp_init.restype = ctypes.c_void_p
    library.seccomp_init.argtypes = [ctypes.c_uint32]
    library.seccomp_release.argtypes = [ctypes.c_void_p]
    library.seccomp_export_bpf.argtypes = [ctypes.c_void_p, ctypes.c_int]
    library.seccomp_syscall_resolve_name.argtypes = [ctypes.c_char_p]
    library.seccomp_rule_add_array.argtypes = [
        ctypes.c_void_p,
        ctypes.c_uint32,
        ctypes.c_int,
        ctypes.c_uint,
        ctypes.POINTER(_Condition),
    ]
    return library


@lru_cache
def program() -> bytes | None:
    """The filter as the kernel and bubblewrap read it; None where libseccomp is not installed.

    Raises:
        OSError: libseccomp refused a rule.
    """
    library = _library()
    if library is None:
        return None
    context = library.seccomp_init(ALLOW)
    try:
        for name, code, conditions in _rules():
            number = library.seccomp_syscall_resolve_name(name.encode())
            if number == -1:  # a call that this libseccomp does not know, nor the kernel of its age
                continue
            array = (_Condition * len(conditions))(*conditions)
            action = REFUSE | code
            if library.seccomp_rule_add_array(context, action, number, len(conditions), array):
                raise OSError(f"libseccomp refused the rule for {name}")
        return _exported(library, context)
    finally:
        library.seccomp_release(context)


def _rules():
    for name in REFUSED:
        yield name, errno.EPERM, ()
    for name in UNKNOWN:
        yield name, errno.ENOSYS, ()
    for flag in NEW_NAMESPACES:
        yield "clone", errno.EPERM, (_Condition(0, MASKED_EQUAL, flag, flag),)
    for family in range(IPV6):
        if family not in (LOCAL, IPV4):
            yield "socket", errno.EAFNOSUPPORT, (_Condition(0, EQUAL, family, 0),)
    yield "socket", errno.EAFNOSUPPORT, (_Condition(0, GREATER, IPV6, 0),)
    for request in TERMINAL_INPUT:
        # The kernel reads the lower 32 bits only, so the upper ones must not hide the number.
        yield "ioctl", errno.EPERM, (_Condition(1, MASKED_EQUAL, 0xFFFFFFFF, request),)


def _exported(library: ctypes.CDLL, context: int) -> bytes:
    descriptor = os.memfd_create("seccomp")
    try:
        if library.seccomp_export_bpf(context, descriptor):
            raise OSError("libseccomp could not write its filter")
        os.lseek(descriptor, 0, os.SEEK_SET)
        return os.read(descriptor, 1 << 20)
    finally:
        os.close(descriptor)
