using TorchSharp.Modules;

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Conv2d Conv2d(long inputChannel, long outputChannel, long kernelSize, long stride = 1, long padding = 0, long dilation = 1, PaddingModes paddingMode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null)
            {
                if (paddingMode != PaddingModes.Zeros)
                {
                    throw new NotSupportedException("only zero padding is bound");
                }

                return new Conv2d(inputChannel, outputChannel, kernelSize, stride, padding, dilation, groups, bias, device, dtype);
            }
        }
    }
}

namespace TorchSharp.Modules
{
    /// <summary>A 2-D convolution over N×C×H×W.</summary>
    public sealed class Conv2d : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        private readonly long[] _stride;
        private readonly long[] _padding;
        private readonly long[] _dilation;
        private readonly long _groups;

        internal Conv2d(long inputs, long outputs, long kernel, long stride, long padding, long dilation, long groups, bool hasBias, torch.Device? device, torch.ScalarType? dtype)
            : base(nameof(Conv2d))
        {
            (_stride, _padding, _dilation, _groups) = ([stride, stride], [padding, padding], [dilation, dilation], groups);
            var fan = inputs / groups * kernel * kernel;
            weight = Initial.Uniform(fan, device, dtype, outputs, inputs / groups, kernel, kernel);
            register_parameter(nameof(weight), weight);
            if (hasBias)
            {
                bias = Initial.Uniform(fan, device, dtype, outputs);
                register_parameter(nameof(bias), bias);
            }
        }

        public Parameter weight { get; }

        public Parameter? bias { get; }

        public override torch.Tensor forward(torch.Tensor tensor) =>
            torch.nn.functional.conv2d(tensor, weight, bias, _stride, _padding, _dilation, _groups);
    }
}
