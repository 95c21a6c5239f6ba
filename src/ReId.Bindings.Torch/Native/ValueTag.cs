namespace ReId.Bindings.Torch.Native;

/// <summary>What a value of the call stack is; mirrors <c>reid_tag</c> in native/torch/abi.h.</summary>
internal enum ValueTag
{
    None = 0,
    Tensor = 1,
    Int = 2,
    Double = 3,
    Bool = 4,
    String = 5,
    IntList = 6,
    TensorList = 8,
    OptionalTensorList = 9,
    Device = 10,
    Object = 11,
}
