using ReId.Bindings.Torch.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public long Dimensions => Info().Dimensions;

        public long ndim => Info().Dimensions;

        public long NumberOfElements => Info().Elements;

        public long ElementSize => Info().ElementSize;

        public ScalarType dtype => (ScalarType)Info().DType;

        public Device device
        {
            get
            {
                var info = Info();
                return new Device((DeviceType)info.DeviceType, info.DeviceIndex);
            }
        }

        public DeviceType device_type => (DeviceType)Info().DeviceType;

        public int device_index => Info().DeviceIndex;

        public bool is_cuda => device_type == DeviceType.CUDA;

        public bool is_leaf => Info().IsLeaf != 0;

        public bool requires_grad
        {
            get => Info().RequiresGrad != 0;
            set => NativeError.Ensure(NativeTorch.reid_torch_set_requires_grad(NativeHandle, value ? 1 : 0));
        }

        public unsafe long[] shape
        {
            get
            {
                var sizes = new long[Info().Dimensions];
                fixed (long* first = sizes)
                {
                    NativeError.Ensure(NativeTorch.reid_torch_tensor_shape(NativeHandle, first, null));
                }

                return sizes;
            }
        }

        public long dim() => Info().Dimensions;

        public long numel() => Info().Elements;

        public long element_size() => Info().ElementSize;

        public long[] size() => shape;

        public long size(int dim) => shape[dim < 0 ? dim + (int)ndim : dim];

        public unsafe long[] stride()
        {
            var sizes = new long[Info().Dimensions];
            var strides = new long[sizes.Length];
            fixed (long* firstSize = sizes)
            fixed (long* firstStride = strides)
            {
                NativeError.Ensure(NativeTorch.reid_torch_tensor_shape(NativeHandle, firstSize, firstStride));
            }

            return strides;
        }

        public long stride(int dim) => stride()[dim < 0 ? dim + (int)ndim : dim];

        public bool is_contiguous() => Info().IsContiguous != 0;

        public override string ToString() => $"[{string.Join("x", shape)}], type = {dtype}, device = {device}";

        internal TensorInfo Info()
        {
            NativeError.Ensure(NativeTorch.reid_torch_tensor_info(NativeHandle, out var info));
            return info;
        }
    }
}
