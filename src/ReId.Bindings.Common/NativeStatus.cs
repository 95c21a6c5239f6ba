namespace ReId.Bindings;

/// <summary>Result codes of every export of our native libraries; mirrors <c>reid::Status</c> in native/common/guard.h.</summary>
public enum NativeStatus
{
    /// <summary>The call succeeded.</summary>
    Ok = 0,

    /// <summary>An argument was refused by our own checks.</summary>
    InvalidArgument = 1,

    /// <summary>The engine behind the library refused; the message is the engine's own.</summary>
    EngineError = 2,

    /// <summary>Native memory ran out.</summary>
    OutOfMemory = 3,

    /// <summary>Something that is no C++ exception was thrown.</summary>
    Unknown = 4,
}
