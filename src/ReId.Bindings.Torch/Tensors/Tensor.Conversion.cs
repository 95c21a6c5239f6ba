using ReId.Bindings.Torch.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor to(ScalarType type, Device device, bool copy = false) =>
            s_toDevice.Call(this, device, type, false, copy);

        public Tensor to(ScalarType type) => to_type(type);

        public Tensor to(Device device) => to(dtype, device);

        public Tensor to(DeviceType deviceType, int deviceIndex = -1, bool copy = false) =>
            to(dtype, new Device(deviceType, deviceIndex), copy);

        public Tensor to(string device) => to(new Device(device));

        public Tensor to_type(ScalarType type, bool copy = false) => s_toType.Call(this, type, false, copy);

        public Tensor type(ScalarType dtype) => to_type(dtype);

        public Tensor cpu() => to(CPU);

        public Tensor cuda(Device device = null!) => to(device ?? CUDA);

        public Tensor @float() => to_type(ScalarType.Float32);

        public Tensor @double() => to_type(ScalarType.Float64);

        public Tensor @byte() => to_type(ScalarType.Byte);

        public Tensor @bool() => to_type(ScalarType.Bool);

        public Tensor @long() => to_type(ScalarType.Int64);

        public Tensor clone() => s_clone.Call(this);

        public Tensor contiguous() => s_contiguous.Call(this);

        public Tensor copy_(Tensor source, bool nonBlocking = false)
        {
            s_copyInto.Run(this, source, nonBlocking);
            return this;
        }

        public Tensor alias() => s_alias.Call(this);

        private static readonly Operator s_toDevice = new("aten::to", "device");

        private static readonly Operator s_toType = new("aten::to", "dtype");

        private static readonly Operator s_clone = new("aten::clone");

        private static readonly Operator s_contiguous = new("aten::contiguous");

        private static readonly Operator s_copyInto = new("aten::copy_");

        private static readonly Operator s_alias = new("aten::alias");
    }
}
