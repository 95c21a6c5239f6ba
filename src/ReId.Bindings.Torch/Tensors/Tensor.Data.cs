using System.Runtime.CompilerServices;
using ReId.Bindings.Torch.Native;
using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>
        /// The memory of a contiguous tensor on the CPU. The span does not keep the tensor alive: hold it (a
        /// <c>using</c>, a dispose scope, <see cref="GC.KeepAlive"/>) until the last use of the span.
        /// </summary>
        public Span<byte> bytes
        {
            get => Memory<byte>(checked((int)(NumberOfElements * ElementSize)));
            set
            {
                var memory = bytes;
                if (value.Length != memory.Length)
                {
                    throw new ArgumentException($"the tensor holds {memory.Length} bytes, not {value.Length}");
                }

                value.CopyTo(memory);
                GC.KeepAlive(this);
            }
        }

        /// <summary>Typed access to the elements of a tensor on the CPU.</summary>
        public TensorAccessor<T> data<T>()
            where T : unmanaged
        {
            if (Unsafe.SizeOf<T>() != ElementSize)
            {
                throw new ArgumentException($"a tensor of {dtype} has no elements of type {typeof(T).Name}");
            }

            return new TensorAccessor<T>(this);
        }

        public T item<T>()
            where T : unmanaged
        {
            if (NumberOfElements != 1)
            {
                throw new ArgumentException($"item() needs a tensor of one element, this one has {NumberOfElements}");
            }

            using var host = device_type == DeviceType.CPU ? Alias() : cpu();
            return host.data<T>().At(0);
        }

        public Scalar ToScalar() => s_item.CallScalar(this);

        public float ReadCpuSingle(long i) => data<float>().At(i);

        public long ReadCpuInt64(long i) => data<long>().At(i);

        public static explicit operator float(Tensor value) => value.ToScalar().ToSingle();

        public static explicit operator double(Tensor value) => value.ToScalar().ToDouble();

        public static explicit operator int(Tensor value) => value.ToScalar().ToInt32();

        public static explicit operator long(Tensor value) => value.ToScalar().ToInt64();

        public static explicit operator bool(Tensor value) => value.ToScalar().ToBoolean();

        internal nint DataPointer()
        {
            NativeError.Ensure(NativeTorch.reid_torch_tensor_data(NativeHandle, out var data));
            return data;
        }

        /// <summary>As <see cref="bytes"/>: whoever takes the span keeps the tensor alive.</summary>
        internal unsafe Span<T> Memory<T>(int length)
            where T : unmanaged
        {
            var info = Info();
            if (info.DeviceType != (int)DeviceType.CPU)
            {
                throw new InvalidOperationException("the tensor is not in CPU memory: call cpu() first");
            }

            if (info.IsContiguous == 0)
            {
                throw new InvalidOperationException("the tensor is not contiguous: call contiguous() first");
            }

            return new Span<T>((void*)DataPointer(), length);
        }

        private static readonly Operator s_item = new("aten::_local_scalar_dense");
    }
}
