using ReId.Bindings.Torch.Native;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static class functional
        {
            private static readonly Operator s_conv2d = new("aten::conv2d");
            private static readonly Operator s_linear = new("aten::linear");
            private static readonly Operator s_batchNorm = new("aten::batch_norm");
            private static readonly Operator s_instanceNorm = new("aten::instance_norm");
            private static readonly Operator s_maxPool2d = new("aten::max_pool2d");
            private static readonly Operator s_avgPool2d = new("aten::avg_pool2d");
            private static readonly Operator s_softplus = new("aten::softplus");

            public static Tensor relu(Tensor x, bool inplace = false) => inplace ? x.relu_() : x.relu();

            public static Tensor softplus(Tensor x, double beta = 1, double threshold = 20) =>
                s_softplus.Call(x, beta, threshold);

            public static Tensor linear(Tensor input, Tensor weights, Tensor? bias = null) =>
                s_linear.Call(input, weights, bias);

            public static Tensor conv2d(Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, long[]? padding = null, long[]? dilation = null, long groups = 1) =>
                s_conv2d.Call(input, weight, bias, strides ?? [1, 1], padding ?? [0, 0], dilation ?? [1, 1], groups);

            public static Tensor batch_norm(Tensor input, Tensor running_mean, Tensor running_var, Tensor? weight = null, Tensor? bias = null, bool training = false, double momentum = 0.1, double eps = 1E-05) =>
                s_batchNorm.Call(input, weight, bias, running_mean, running_var, training, momentum, eps, true);

            public static Tensor instance_norm(Tensor input, Tensor? running_mean = null, Tensor? running_var = null, Tensor? weight = null, Tensor? bias = null, bool use_input_stats = true, double momentum = 0.1, double eps = 1E-05) =>
                s_instanceNorm.Call(input, weight, bias, running_mean, running_var, use_input_stats, momentum, eps, true);

            public static Tensor max_pool2d(Tensor input, long kernelSize, long? stride = null, long? padding = null, long? dilation = null, bool ceil_mode = false) =>
                max_pool2d(input, [kernelSize, kernelSize], Both(stride), Both(padding), Both(dilation), ceil_mode);

            public static Tensor max_pool2d(Tensor input, long[] kernelSize, long[]? strides = null, long[]? padding = null, long[]? dilation = null, bool ceil_mode = false) =>
                s_maxPool2d.Call(input, kernelSize, strides ?? [], padding ?? [0, 0], dilation ?? [1, 1], ceil_mode);

            public static Tensor avg_pool2d(Tensor input, long kernelSize, long? stride = null, long padding = 0, bool ceil_mode = false, bool count_include_pad = true) =>
                avg_pool2d(input, [kernelSize, kernelSize], Both(stride), [padding, padding], ceil_mode, count_include_pad);

            public static Tensor avg_pool2d(Tensor input, long[] kernelSizes, long[]? strides = null, long[]? paddings = null, bool ceil_mode = false, bool count_include_pad = true) =>
                s_avgPool2d.Call(input, kernelSizes, strides ?? [], paddings ?? [0, 0], ceil_mode, count_include_pad);

            private static long[]? Both(long? value) => value is { } one ? [one, one] : null;
        }
    }
}
